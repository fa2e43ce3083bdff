import { type PlacedSecret, placedSecrets } from '#lib/inventory/derived/secrets.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { secretName } from '#lib/inventory/redact/names.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Message = 'missing' | 'deleted' | 'plain'

export default defineCheck({
  id: 'scr-encrypted-store',
  subject: 'container',
  requires: ['secrets', 'parameters'],
  failTitle: 'Secret missing or stored unencrypted',
  messages: {
    missing: '{place} of {container} refers to {secret}, which does not exist.',
    deleted: '{place} of {container} refers to {secret}, which is scheduled for deletion.',
    plain: '{place} of {container} comes from parameter {secret}, which is stored unencrypted ({type}).',
  },
  why: 'A plain parameter is readable by everyone who may read parameters, without any key to guard it. A reference that leads nowhere keeps the next task from starting, usually in the middle of a deployment or when load rises.',
  fix: {
    summary:
      'Store the value as a SecureString parameter or in Secrets Manager, and let the execution role decrypt with its key. The type of a parameter cannot be changed in place: create a new one, and rotate what was readable. Point broken references to a secret that exists.',
    effort: 'small',
    cli: `aws ssm put-parameter --type SecureString --key-id KEY --name /FAMILY/NAME --value file://VALUE
aws secretsmanager restore-secret --secret-id SECRET   # while it is only scheduled for deletion
# In the container definition: "secrets": [{"name": "NAME", "valueFrom": "ARN"}]
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `resource "aws_ssm_parameter" "NAME" {
  name   = "/FAMILY/NAME"
  type   = "SecureString"
  key_id = aws_kms_key.SECRETS.arn
}`,
    cloudformation: `ContainerDefinitions: # CloudFormation cannot create SecureString parameters: use a secret
  - Name: CONTAINER
    Secrets:
      - { Name: NAME, ValueFrom: !Ref Secret }`,
  },
  evaluate({ definition, container, uses }, look) {
    if (uses.length === 0) return notApplicable('Nothing uses it, so its secrets are not looked up.')
    const placed = placedSecrets(definition, look).filter((one) => one.containers.includes(container.name))
    if (placed.length === 0) return notApplicable('It is given no secrets.')
    return combineParts(placed.map((one) => () => [judge(look, definition, container.name, one)]))
  },
})

function judge(
  look: Look<'secrets' | 'parameters'>,
  definition: TaskDefinition,
  container: string,
  one: PlacedSecret,
): Result<Message> {
  const { name, path, reference } = one
  const place = one.use === 'registry login' ? 'The registry login' : `${capital(one.use)} ${name}`
  const named = cite('taskDefinitions', definition, path)
  if (!reference) return undetermined(`What ${place} refers to cannot be read as a secret or parameter.`)
  const data = { place, container, secret: reference.name }
  // What AWS publishes for everybody is no secret and is not listed among the parameters of the account.
  if (reference.name.startsWith('/aws/service/')) return pass([], [named])
  if (reference.account !== look.account)
    return undetermined(`${reference.name} belongs to account ${reference.account}, which cannot be looked into.`)
  if (reference.store === 'secretsmanager') {
    const secret = look.get('secrets', reference.reference)
    if (!secret) return fail('missing', data, [named])
    const evidence = [named, cite('secrets', secret, 'ARN'), cite('secrets', secret, 'DeletedDate')]
    if (secret.DeletedDate) return fail('deleted', data, evidence)
    return pass([], evidence)
  }
  const parameter = look.get('parameters', reference.reference)
  if (!parameter) return fail('missing', data, [named])
  const { Type } = parameter
  const evidence: Evidence[] = [
    named,
    cite('parameters', parameter, 'Name'),
    cite('parameters', parameter, 'Type'),
    cite('parameters', parameter, 'KeyId'),
  ]
  if (Type === 'SecureString') return pass([], evidence)
  if (one.use === 'file share login' || one.use === 'registry login' || secretName(name))
    return fail('plain', { ...data, type: Type }, evidence)
  return pass(`${place} comes from an unencrypted parameter; that is fine as long as it is no secret.`, evidence)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
