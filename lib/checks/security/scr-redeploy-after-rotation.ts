import { type PlacedSecret, placedSecrets } from '#lib/inventory/derived/secrets.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Task } from '#lib/inventory/types/ecs.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const HOUR_MS = 3_600_000
const sections = ['taskDefinitions', 'secretVersions', 'parameters'] as const
type Section = (typeof sections)[number]

export default defineCheck({
  id: 'scr-redeploy-after-rotation',
  subject: 'service',
  requires: sections,
  failTitle: 'Tasks run with an outdated secret',
  messages: {
    stale: '{count} tasks of {service} started before {secret} was changed on {date}; they still use the old value.',
  },
  why: 'ECS hands secrets to a container only when it starts. Until its tasks are replaced a service goes on with the old value, which stops working, or stays valid in the wrong hands, once it is revoked.',
  fix: {
    summary:
      'Start a new deployment whenever a secret changes, from an EventBridge rule on its rotation. Or let the program read the secret at run time through the SDK; then accept this finding, for nothing here shows that it does.',
    effort: 'small',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE --force-new-deployment
aws events put-rule --name redeploy-SERVICE --event-pattern \\
  '{"source": ["aws.secretsmanager"], "detail": {"eventName": ["RotationSucceeded"]}}'`,
    terraform: `resource "aws_cloudwatch_event_rule" "rotated" {
  event_pattern = jsonencode({
    source = ["aws.secretsmanager"], detail = { eventName = ["RotationSucceeded"] }
  })
}`,
    cloudformation: `Type: AWS::Events::Rule
Properties:
  EventPattern:
    source: [aws.secretsmanager]
    detail: { eventName: [RotationSucceeded] }`,
  },
  dormant: 'not-applicable',
  evaluate({ service, tasks }, look) {
    const running = tasks.filter((task) => task.lastStatus === 'RUNNING' && task.startedAt)
    if (running.length === 0) return notApplicable('None of its tasks runs.')
    const byRevision = Map.groupBy(running, (task) => task.taskDefinitionArn)
    const parts = [...byRevision].map(([arn, own]) => () => [ofRevision(look, arn, own, service.serviceName)])
    return combineParts(parts, 'Its containers are given no secrets.')
  },
})

function ofRevision(look: Look<Section>, arn: string, tasks: readonly Task[], service: string): Result<'stale'> {
  const definition = look.get('taskDefinitions', arn)
  if (!definition) return undetermined(`Its task definition ${arn} is no longer there.`)
  return combineParts(
    injected(look, definition).map((one) => () => [judge(look, definition, one, tasks, service)]),
    'Its containers are given no secrets.',
  )
}

/** What a container got at its start: not the login to a registry, nor a value pinned to one version. */
function injected(look: Look<never>, definition: TaskDefinition): readonly PlacedSecret[] {
  return placedSecrets(definition, look).filter(
    ({ use, reference }) => (use === 'variable' || use === 'log option') && !reference?.versionId,
  )
}

function judge(
  look: Look<Section>,
  definition: TaskDefinition,
  { name, path, reference }: PlacedSecret,
  tasks: readonly Task[],
  service: string,
): Result<'stale'> {
  if (!reference) return undetermined(`What ${name} refers to cannot be read as a secret or parameter.`)
  if (reference.account !== look.account)
    return undetermined(`${reference.name} belongs to account ${reference.account}, which cannot be looked into.`)
  const changed = changeOf(look, reference)
  if (!changed) return undetermined(`When the value of ${reference.name} was last changed is not known.`)
  const named = cite('taskDefinitions', definition, path)
  const at = Date.parse(changed.at)
  const stale =
    Date.parse(look.now) - at > look.policy.secretReloadGrace * HOUR_MS
      ? tasks.filter((task) => Date.parse(task.startedAt ?? '') <= at)
      : []
  const [oldest] = stale.toSorted((a, b) => Date.parse(a.startedAt ?? '') - Date.parse(b.startedAt ?? ''))
  if (!oldest) return pass([], [named, ...changed.evidence])
  return fail('stale', { count: stale.length, service, secret: reference.name, date: changed.at.slice(0, 10) }, [
    cite('tasks', oldest, 'startedAt'),
    cite('tasks', oldest, 'taskDefinitionArn'),
    named,
    ...changed.evidence,
  ])
}

/**
 * When the value that a task would get today came to be: the version with the stage that is asked for, AWSCURRENT by
 * default. The secret's own date of change moves with its tags and description, so it does not count.
 */
function changeOf(
  look: Look<Section>,
  { store, reference, versionStage = 'AWSCURRENT' }: NonNullable<PlacedSecret['reference']>,
): { at: string; evidence: readonly Evidence[] } | undefined {
  if (store === 'ssm') {
    const parameter = look.get('parameters', reference)
    const at = parameter?.LastModifiedDate
    return parameter && at ? { at, evidence: [cite('parameters', parameter, 'LastModifiedDate')] } : undefined
  }
  const versions = look.get('secretVersions', reference)
  const position = versions?.Versions.findIndex((one) => one.VersionStages.includes(versionStage)) ?? -1
  const at = versions?.Versions[position]?.CreatedDate
  if (!versions || !at) return undefined
  const path = `Versions[${position}]`
  const fields = ['VersionStages', 'CreatedDate'].map((field) => cite('secretVersions', versions, `${path}.${field}`))
  return { at, evidence: fields }
}
