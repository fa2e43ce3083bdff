import { findRole, isLocal } from '#lib/inventory/derived/roles.ts'
import { readerOf } from '#lib/inventory/derived/secret-access.ts'
import { placedSecrets } from '#lib/inventory/derived/secrets.ts'
import { classifyUse } from '#lib/inventory/derived/tags.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { RevisionInUse } from '#lib/inventory/subjects/task-definition.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { notApplicable, pass } from '../result.ts'

/** Advice only: the environment is where AWS itself puts secrets, so it is no defect. */
export default defineCheck({
  id: 'scr-sidecar-volume',
  subject: 'family',
  requires: ['roles', 'policies'],
  failTitle: 'Secrets stand in the environment',
  messages: {},
  why: 'Variables are handed on to every child process and often end up in crash reports and debug output. Where data is sensitive, a file that is written once and read once leaves fewer copies, and can change without a restart.',
  fix: {
    summary:
      'Let a container that ends before the program starts write secrets to a volume of the task, or read them through the SDK or the Secrets Manager agent. Mount read-only root file systems beside it, and encrypt host volumes on EC2. ECS does it as variables by default; that is no defect.',
    effort: 'medium',
    cli: `# In the task definition JSON: {"name": "fetch-secrets", "essential": false,
#   "mountPoints": [{"sourceVolume": "secrets", "containerPath": "/secrets"}]} and in the application container
#   "dependsOn": [{"containerName": "fetch-secrets", "condition": "SUCCESS"}],
#   "mountPoints": [{"sourceVolume": "secrets", "containerPath": "/secrets", "readOnly": true}]
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `container_definitions = jsonencode([{
  name        = "CONTAINER"
  dependsOn   = [{ containerName = "fetch-secrets", condition = "SUCCESS" }]
  mountPoints = [{ sourceVolume = "secrets", containerPath = "/secrets", readOnly = true }]
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    DependsOn: [{ ContainerName: fetch-secrets, Condition: SUCCESS }]
    MountPoints: [{ SourceVolume: secrets, ContainerPath: /secrets, ReadOnly: true }]`,
  },
  evaluate(value, look) {
    const { definition, uses } = value
    const injected = definition.containerDefinitions.flatMap((container, index) =>
      container.secrets.length > 0 ? [{ container, index }] : [],
    )
    if (uses.length === 0) return notApplicable('Nothing uses it.')
    if (injected.length === 0) return notApplicable('No secret is put into its environment.')
    const classes = uses.map((use) => classifyUse(look, use))
    if (!classes.some((one) => one.sensitive)) {
      const known = classes.every((one) => one.sensitive === false)
      return notApplicable(
        known
          ? 'Its tags say that its data is not sensitive.'
          : 'No tag says whether its data is sensitive: tag the service with data-classification.',
      )
    }
    const evidence = injected.flatMap(({ container, index }) => evidenceOf(definition, container, index))
    const plain = injected.filter(({ container }) => !isPrepared(definition, container))
    if (plain.length === 0 || readsItself(look, value)) return pass([], evidence)
    const names = plain.map(({ container }) => container.name).join(', ')
    return pass(
      `Secrets of ${names} stand in its environment; a file that a first container writes is safer.`,
      evidence,
    )
  },
})

/** A helper the task can do without has ended well before the container starts, and they share a volume. */
function isPrepared(definition: TaskDefinition, container: ContainerDefinition): boolean {
  const mounted = (one: ContainerDefinition) => one.mountPoints.map(({ sourceVolume }) => sourceVolume)
  return container.dependsOn.some(({ containerName, condition }) => {
    const helper = definition.containerDefinitions.find(({ name }) => name === containerName)
    if (helper?.essential !== false || !['SUCCESS', 'COMPLETE'].includes(condition)) return false
    return mounted(helper).some((volume) => mounted(container).includes(volume))
  })
}

/** The task role may read a secret that is not injected. */
function readsItself(
  look: Look<'roles' | 'policies' | 'clusters'>,
  { definition, uses }: Pick<RevisionInUse, 'definition' | 'uses'>,
): boolean {
  const injected = placedSecrets(definition, look).flatMap(({ reference }) => reference?.reference ?? [])
  const roles = [...new Set(uses.map((use) => use.override?.taskRoleArn ?? definition.taskRoleArn))]
  return roles.every((arn) => {
    const role = arn && isLocal(look, arn) ? findRole(look, arn) : undefined
    const reader = role && readerOf(look, role)
    if (!reader || 'error' in reader) return false
    return reader.patterns.secretsmanager.some((pattern) => !injected.some((secret) => isOnly(pattern, secret)))
  })
}

/** A pattern that names this secret alone, at most with stars for the characters that Secrets Manager adds. */
function isOnly(pattern: string, secret: string): boolean {
  const stem = (text: string) => text.replace(/-(?:\w{6}|[?*]+)$/, '')
  return stem(pattern) === stem(secret)
}

function evidenceOf(definition: TaskDefinition, container: ContainerDefinition, index: number): Evidence[] {
  const at = `containerDefinitions[${index}]`
  return [
    ...container.secrets.map((_, i) => cite('taskDefinitions', definition, `${at}.secrets[${i}].name`)),
    ...container.dependsOn.map((_, i) => cite('taskDefinitions', definition, `${at}.dependsOn[${i}].condition`)),
    ...container.mountPoints.map((_, i) => cite('taskDefinitions', definition, `${at}.mountPoints[${i}].sourceVolume`)),
    ...definition.containerDefinitions.map((_, i) =>
      cite('taskDefinitions', definition, `containerDefinitions[${i}].essential`),
    ),
  ]
}
