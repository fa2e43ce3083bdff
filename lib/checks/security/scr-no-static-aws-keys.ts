import { type PlacedValue, placedValues } from '#lib/inventory/derived/values.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { ContainerInUse } from '#lib/inventory/subjects/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, warn } from '../result.ts'

type Message = 'longLived' | 'secretKey' | 'temporary' | 'otherEndpoint' | 'reference'

export default defineCheck({
  id: 'scr-no-static-aws-keys',
  subject: 'container',
  requires: [],
  failTitle: 'Static AWS key in a container',
  messages: {
    longLived: '{container} carries long-lived AWS key {key} in {place}.',
    secretKey: '{container} carries an AWS secret access key in {place}.',
    temporary: '{container} carries temporary AWS key {key} in {place}; it stops working soon.',
    otherEndpoint: '{container} carries an access key in {place} for an endpoint outside AWS.',
    reference: '{container} is given an AWS secret access key from {source}; a task role needs none.',
  },
  why: 'A long-lived key works from anywhere and for ever. Left in a task definition it can be read by everyone who may describe it, and used without touching your network.',
  fix: {
    summary:
      'Delete the key in IAM, give the task a role with the rights it needs, and drop the variables: the SDK then fetches short-lived credentials by itself. Even an empty leftover variable hides the role.',
    effort: 'small',
    cli: `aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive
# On the task definition JSON: "taskRoleArn": "arn:aws:iam::ACCOUNT:role/FAMILY-task", and no AWS_* keys in "environment"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY
aws iam delete-access-key --user-name USER --access-key-id KEY_ID`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  task_role_arn = aws_iam_role.task.arn
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  TaskRoleArn: !GetAtt TaskRole.Arn`,
  },
  dormant: 'full',
  evaluate(value) {
    const { container, definition, path } = value
    const values = placedValues(value)
    const endpoints = values.filter(
      (one) => /^AWS_ENDPOINT_URL(_|$)/.test(one.name ?? '') && one.facts.pointsOutsideAws === true,
    )
    const keys = unique(values.flatMap((placed) => keysIn(value, placed, isForOther(endpoints, placed))))
    const references = container.secrets.flatMap((one, index) =>
      one.name === 'AWS_SECRET_ACCESS_KEY'
        ? [
            warn('reference', { container: container.name, source: one.valueFrom }, [
              cite('taskDefinitions', definition, `${path}.secrets[${index}].name`),
              cite('taskDefinitions', definition, 'taskRoleArn'),
            ]),
          ]
        : [],
    )
    const empty = values.find(({ name = '', facts }) => credentials.includes(name) && facts.shape === 'empty')
    const advice = empty ? [`${container.name} sets ${empty.name} to nothing, which hides its task role.`] : []
    return combine<Message>([pass(advice), ...references, ...keys])
  },
})

const credentials = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']

/** The names of AWS are used for a store outside of it: by the container's own endpoint, or that of the same override. */
function isForOther(endpoints: readonly PlacedValue[], { name = '', source }: PlacedValue): boolean {
  if (!credentials.includes(name)) return false
  return endpoints.some(
    (one) => !one.source || (one.source.task === source?.task && one.source.schedule === source?.schedule),
  )
}

function keysIn(value: ContainerInUse, placed: PlacedValue, elsewhere: boolean): Result<Message>[] {
  const { facts, place, name } = placed
  const container = value.container.name
  const found = facts.awsAccessKeys.map((key) => {
    const evidence = evidenceOf(value, placed, key.masked)
    if (elsewhere) return warn('otherEndpoint', { container, place }, evidence)
    const data = { container, key: key.masked, place }
    return key.kind === 'AKIA' ? fail('longLived', data, evidence) : warn('temporary', data, evidence)
  })
  if (name !== 'AWS_SECRET_ACCESS_KEY' || !facts.awsSecretLiteral) return found
  const evidence = evidenceOf(value, placed, null)
  return [
    ...found,
    elsewhere
      ? warn('otherEndpoint', { container, place }, evidence)
      : fail('secretKey', { container, place }, evidence),
  ]
}

function evidenceOf(
  { definition }: ContainerInUse,
  { path, source, name }: PlacedValue,
  masked: string | null,
): Evidence[] {
  const at = name === undefined ? `${path}.kind` : `${path}.name`
  const where = source?.task
    ? cite('tasks', source.task, at)
    : source?.schedule
      ? cite('taskSchedules', source.schedule, at)
      : cite('taskDefinitions', definition, at)
  return [where, derived('masked key id', masked), cite('taskDefinitions', definition, 'taskRoleArn')]
}

/** A key in a command is seen in the whole text and in one of its words: it is reported once. */
function unique(results: readonly Result<Message>[]): Result<Message>[] {
  const seen = new Set<string>()
  return results.filter((result) => {
    const key =
      result.status === 'fail'
        ? result.reasons.map((one) => `${one.message}|${Object.values(one.data).join('|')}`).join()
        : ''
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
