import { type PlacedValue, placedValues } from '#lib/inventory/derived/values.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { secretVerdict } from '#lib/inventory/redact/verdict.ts'
import type { ContainerInUse } from '#lib/inventory/subjects/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, warn } from '../result.ts'

export default defineCheck({
  id: 'scr-no-plaintext-env',
  subject: 'container',
  requires: [],
  failTitle: 'Plaintext secret in environment',
  messages: {
    pattern: '{container} keeps a secret in plain text in {place}: {format}.',
    name: '{container} keeps what its name says is a secret in plain text in {place}.',
    entropy: '{container} keeps a random-looking value of {length} characters in plain text in {place}.',
  },
  why: 'Anyone who may describe the task definition reads the value, in this revision and in every earlier one. Secrets Manager and Parameter Store ask who reads, and leave a trace.',
  fix: {
    summary:
      'Store the value in Secrets Manager or as an SSM SecureString, reference it in secrets, and replace the exposed value: old revisions keep it readable until they are deleted.',
    effort: 'small',
    cli: `aws secretsmanager create-secret --name FAMILY/NAME --secret-string file://NEW_VALUE.txt
# In the container definition of the task definition JSON:
#   "secrets": [{"name": "NAME", "valueFrom": "SECRET_ARN"}]     and no entry NAME in "environment"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY
aws ecs deregister-task-definition --task-definition FAMILY:OLD
aws ecs delete-task-definitions --task-definitions FAMILY:OLD`,
    terraform: `container_definitions = jsonencode([{
  name    = "CONTAINER"
  secrets = [{ name = "NAME", valueFrom = aws_secretsmanager_secret.NAME.arn }]
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    Secrets:
      - { Name: NAME, ValueFrom: !Ref Secret }`,
  },
  dormant: 'full',
  evaluate(value) {
    const { container } = value
    const seen = new Set<string>()
    const found = placedValues(value).flatMap((placed): Result<'pattern' | 'name' | 'entropy'>[] => {
      const verdict = secretVerdict(placed.name, placed.facts)
      const key = `${placed.place}|${verdict?.rule}`
      if (!verdict || seen.has(key)) return []
      seen.add(key)
      const { place, facts } = placed
      const evidence = evidenceOf(value, placed)
      if (verdict.rule === 'pattern') {
        const format = facts.patterns.join(', ')
        return [fail('pattern', { container: container.name, place, format }, evidence, { severity: 'critical' })]
      }
      if (verdict.rule === 'name')
        return [fail('name', { container: container.name, place }, evidence, { severity: 'high' })]
      return [warn('entropy', { container: container.name, place, length: facts.length }, evidence)]
    })
    return combine([pass(), ...found])
  },
})

/** Where it stands and what is known of it; the value itself is nowhere to be had. */
function evidenceOf({ definition }: ContainerInUse, { path, source, facts, name }: PlacedValue): Evidence[] {
  const at = name === undefined ? `${path}.kind` : `${path}.name`
  const cited = source?.task
    ? cite('tasks', source.task, at)
    : source?.schedule
      ? cite('taskSchedules', source.schedule, at)
      : cite('taskDefinitions', definition, at)
  return [cited, derived('length, format, entropy', [facts.length, facts.patterns.join(' '), facts.entropy])]
}
