import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { askedStreams, settledTasks, silentStream } from '#lib/inventory/derived/log-delivery.ts'
import { firelensOutput, logGroupNameOf, logGroupsByName } from '#lib/inventory/derived/logs.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ServiceSubject } from '#lib/inventory/subjects/service.ts'
import type { LogGroup } from '#lib/inventory/types/operations.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, needsAttestation, notApplicable, pass, type Result, undetermined } from '../result.ts'

const sections = ['taskDefinitions', 'logGroups', 'logStreams', 'accountSettings'] as const
type Section = (typeof sections)[number]
type Message = 'elsewhere' | 'noGroup' | 'silent' | 'short'

export default defineCheck({
  id: 'cmp-phi-logging',
  subject: 'service',
  requires: sections,
  failTitle: 'Regulated data without kept logs',
  messages: {
    elsewhere: '{container} of {service} does not log to CloudWatch Logs but to {driver}.',
    noGroup: '{container} of {service} writes to log group {group}, which does not exist.',
    silent: '{container} of {service} has written nothing to {group} for a day although its task runs.',
    short: '{group} of {service} keeps events for {days} days; {wanted} are wanted.',
  },
  why: 'Auditors ask who did what to health and card data, often years later. Output that was never collected, or was deleted early, cannot answer; output that was kept is only a start, for the program must log access to records itself.',
  fix: {
    summary:
      'Send all containers to one encrypted log group and set its retention. mode=blocking loses no line, but stalls the program when the log service does: choose which matters more, and sign for lost lines otherwise.',
    effort: 'small',
    cli: `# In each container definition: "logConfiguration": {"logDriver": "awslogs", "options": {
#   "awslogs-group": "/ecs/FAMILY", "awslogs-region": "REGION", "awslogs-stream-prefix": "CONTAINER", "mode": "blocking"}}
aws logs put-retention-policy --log-group-name /ecs/FAMILY --retention-in-days 2192
aws logs associate-kms-key --log-group-name /ecs/FAMILY --kms-key-id KEY_ARN
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `resource "aws_cloudwatch_log_group" "FAMILY" {
  retention_in_days = 2192
  kms_key_id        = aws_kms_key.LOGS.arn
}`,
    cloudformation: `Type: AWS::Logs::LogGroup
Properties:
  RetentionInDays: 2192
  KmsKeyId: !GetAtt LogsKey.Arn`,
  },
  evaluate(value, look) {
    const classes = classifyService(look, value.service)
    if (!classes.phi && !classes.cde)
      return notApplicable(
        classes.phi === undefined
          ? 'No tag says whether it handles health or card data: tag it with compliance or data-classification.'
          : 'Its tags say that it handles neither health nor card data.',
      )
    const revisions = revisionsOf(value)
    if (revisions.length === 0) return undetermined('It has no primary task set yet.')
    const definitions = revisions.flatMap((arn) => look.get('taskDefinitions', arn) ?? [])
    const gone = definitions.length < revisions.length ? [undetermined('A task definition that it runs is gone.')] : []
    const days = Math.max(
      classes.phi ? look.policy.phiRetention.phi : 0,
      classes.cde ? look.policy.phiRetention.cde : 0,
    )
    return combineParts<Message>(
      [
        () => gone,
        ...definitions.flatMap((definition) =>
          definition.containerDefinitions.flatMap((container, index) =>
            isApplication(definition, container) ? [() => judge(look, value, definition, index, days)] : [],
          ),
        ),
      ],
      'Its task definition has no application container.',
    )
  },
})

/** The revision of the primary deployment, and those that its tasks still run. */
function revisionsOf({ service, tasks }: ServiceSubject): readonly string[] {
  const arns = [primaryOf(service)?.taskDefinition, ...tasks.map((task) => task.taskDefinitionArn)]
  return [...new Set(arns)].filter((arn) => arn !== undefined)
}

/** Not the log router, the proxy, or a helper the task can do without. */
function isApplication(definition: TaskDefinition, container: ContainerDefinition): boolean {
  const isProxy = definition.proxyConfiguration?.containerName === container.name
  return !container.firelensConfiguration && !isProxy && container.essential !== false
}

function judge(
  look: Look<Section>,
  { service, tasks }: ServiceSubject,
  definition: TaskDefinition,
  index: number,
  wanted: number,
): Result<Message>[] {
  const container = definition.containerDefinitions[index]
  if (!container) return []
  const path = `containerDefinitions[${index}].logConfiguration`
  const log = container.logConfiguration
  const name = logGroupNameOf(container)
  const data = { container: container.name, service: service.serviceName }
  const driver = cite('taskDefinitions', definition, log ? `${path}.logDriver` : path)
  if (!log || !delivers(container))
    return [fail('elsewhere', { ...data, driver: log?.logDriver ?? 'nothing' }, [driver])]
  const options = cite('taskDefinitions', definition, `${path}.options`)
  if (!name) return [undetermined('Its log group is not written in clear.')]
  if (name.includes('$')) return [undetermined(`The log router makes the name of its log group (${name}) as it runs.`)]
  const region = log.options['awslogs-region'] ?? log.options.region ?? look.region
  if (region !== look.region) return [undetermined(`It writes to ${region}, which was not looked at.`)]
  const group = look.once(logGroupsByName).get(name)
  if (!group) return [fail('noGroup', { ...data, group: name }, [driver, options])]
  const own = tasks.filter((task) => task.taskDefinitionArn === definition.taskDefinitionArn)
  const prefix = log.options['awslogs-stream-prefix']
  const stream = log.logDriver === 'awslogs' && prefix ? { group: name, prefix, container: container.name } : undefined
  const silent = stream && silentStream(look, stream, own)
  const unseen = own.length > 0 && !stream
  const unasked = stream && settledTasks(look, own).length > 0 && askedStreams(look, stream, own).length === 0
  return [
    kept(group, service.serviceName, wanted),
    ...(silent
      ? [fail('silent', { ...data, group: name }, [driver, options, cite('logStreams', silent, 'lastIngestionTime')])]
      : []),
    ...(unseen || unasked
      ? [undetermined(`Which stream of ${name} ${container.name} writes to is not known, so nor is whether it does.`)]
      : []),
    ...(mayLose(look, container)
      ? [
          needsAttestation(
            `${container.name} drops log lines when CloudWatch Logs is slow (non-blocking delivery). Is that loss accepted?`,
            [options],
          ),
        ]
      : []),
  ]
}

function delivers(container: ContainerDefinition): boolean {
  if (container.logConfiguration?.logDriver === 'awslogs') return true
  return ['cloudwatch', 'cloudwatch_logs'].includes(firelensOutput(container) ?? '')
}

/** Non-blocking, as written or as the account's default, which has been so since June 2025. */
function mayLose(look: Look<Section>, { logConfiguration }: ContainerDefinition): boolean {
  const mode =
    logConfiguration?.options.mode ??
    look.all('accountSettings').find((one) => one.name === 'defaultLogDriverMode')?.value
  return mode !== 'blocking'
}

function kept(group: LogGroup, service: string, wanted: number): Result<Message> {
  const evidence = [
    cite('logGroups', group, 'logGroupName'),
    cite('logGroups', group, 'retentionInDays'),
    cite('logGroups', group, 'kmsKeyId'),
    cite('logGroups', group, 'dataProtectionStatus'),
  ]
  const days = group.retentionInDays
  if (days !== undefined && days < wanted)
    return fail('short', { group: group.logGroupName, service, days, wanted }, evidence)
  return pass(
    group.kmsKeyId ? [] : `${group.logGroupName} is encrypted with a key of AWS, not with your own.`,
    evidence,
  )
}
