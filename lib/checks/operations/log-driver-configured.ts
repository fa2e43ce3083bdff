import { usesByDaemon } from '#lib/inventory/derived/daemons.ts'
import { definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { isListed } from '#lib/inventory/derived/images.ts'
import { settledTasks, silentStream } from '#lib/inventory/derived/log-delivery.ts'
import type { UsageSection } from '#lib/inventory/derived/usage.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ContainerInUse } from '#lib/inventory/subjects/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, type Severity, undetermined, warn } from '../result.ts'

const central = ['awslogs', 'awsfirelens', 'splunk', 'fluentd', 'gelf', 'syslog']

type Section = UsageSection | 'logGroups' | 'logStreams'
type Message = 'absent' | 'local' | 'agent' | 'noGroup' | 'silent' | 'noPrefix'

export default defineCheck({
  id: 'log-driver-configured',
  subject: 'container',
  requires: ['logGroups', 'logStreams'],
  failTitle: 'Output goes nowhere central',
  messages: {
    absent: '{container} has no log configuration, so its output is lost.',
    local: '{container} logs to {driver} on its host, where output stays and fills the disk.',
    agent: '{container} logs to {driver} on its host; log agent {agent} may ship it from there.',
    noGroup: '{container} writes to log group {group}, which does not exist.',
    silent: '{container} has written nothing to {group} for a day although its task runs.',
    noPrefix: '{container} has no stream prefix, so its output cannot be told from others in {group}.',
  },
  why: 'When something breaks or someone breaks in, output is the first thing asked for. What stays on a host or is thrown away by Fargate is gone with the task.',
  fix: {
    summary:
      'Give every container a logConfiguration with awslogs, or FireLens if logs go elsewhere. With mode non-blocking a slow log service cannot stall the program, but may lose lines.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "logConfiguration": {"logDriver": "awslogs", "options": {
#     "awslogs-group": "/ecs/FAMILY", "awslogs-region": "REGION", "awslogs-stream-prefix": "CONTAINER"}}
aws logs create-log-group --log-group-name /ecs/FAMILY
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name = "CONTAINER"
  logConfiguration = {
    logDriver = "awslogs"
    options   = { awslogs-group = "/ecs/FAMILY", awslogs-region = "REGION", awslogs-stream-prefix = "CONTAINER" }
  }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    LogConfiguration:
      LogDriver: awslogs
      Options: { awslogs-group: /ecs/FAMILY, awslogs-region: !Ref AWS::Region, awslogs-stream-prefix: CONTAINER }`,
  },
  evaluate(value, look) {
    const { definition, container, path, launch } = value
    const driver = container.logConfiguration?.logDriver
    const severity: Severity = container.essential === false ? 'low' : sidecar(value) ? 'medium' : 'high'
    if (driver === 'awslogs') return combine(delivery(look, value, severity))
    if (driver !== undefined && central.includes(driver))
      return pass([], [cite('taskDefinitions', definition, `${path}.logConfiguration.logDriver`)])
    const evidence = [cite('taskDefinitions', definition, `${path}.logConfiguration`)]
    const data = { container: container.name, driver: driver ?? 'json-file' }
    if (launch === 'FARGATE') return fail('absent', data, evidence, { severity })
    const agent = agentOf(look, value)
    if (agent) return warn('agent', { ...data, agent }, [...evidence, derived('log agent', agent)], { severity })
    return fail('local', data, evidence, { severity })
  },
})

/** Essential helpers beside the program itself: a failure there is one level lower. */
function sidecar({ definition, container }: ContainerInUse): boolean {
  const serves = (ports: number) => ports > 0
  const others = definition.containerDefinitions.filter((one) => one !== container && one.essential !== false)
  return !serves(container.portMappings.length) && others.some((one) => serves(one.portMappings.length))
}

/** awslogs: the group exists, and a task that has run for an hour has written within a day. */
function delivery(look: Look<Section>, value: ContainerInUse, severity: Severity): Result<Message>[] {
  const { definition, container, path } = value
  const options = container.logConfiguration?.options ?? {}
  const group = options['awslogs-group']
  const evidence: Evidence[] = [cite('taskDefinitions', definition, `${path}.logConfiguration.logDriver`)]
  if (!group) return [undetermined('Its log group is not written in clear.')]
  if (options['awslogs-region'] && options['awslogs-region'] !== look.region)
    return [pass(`It writes to ${options['awslogs-region']}, which was not looked at.`, evidence)]
  const cited = cite('taskDefinitions', definition, `${path}.logConfiguration.options`)
  const exists = look.all('logGroups').some((one) => one.logGroupName === group)
  if (!exists) return [fail('noGroup', { container: container.name, group }, [...evidence, cited], { severity })]
  const prefix = options['awslogs-stream-prefix']
  const running = value.uses.flatMap((use) => (use.usage === 'running' && use.task ? [use.task] : []))
  if (!prefix) {
    return settledTasks(look, running).length > 0
      ? [warn('noPrefix', { container: container.name, group }, [...evidence, cited], { severity })]
      : [pass([], evidence)]
  }
  const stale = silentStream(look, { group, prefix, container: container.name }, running)
  if (!stale) return [pass([], evidence)]
  return [
    warn(
      'silent',
      { container: container.name, group },
      [...evidence, cite('logStreams', stale, 'lastIngestionTime')],
      { severity },
    ),
  ]
}

/** A log agent that runs as DAEMON service or as daemon on a cluster of this container and may ship what stays on the host. */
function agentOf(look: Look<Section>, { uses }: ContainerInUse): string | undefined {
  const clusters = new Set(uses.map((use) => use.clusterArn))
  const daemons = look
    .all('services')
    .filter((one) => one.schedulingStrategy === 'DAEMON' && one.status === 'ACTIVE' && clusters.has(one.clusterArn))
  const known = look.once(definitionsByArn)
  const definitions = [
    ...daemons.flatMap((one) => (one.taskDefinition && look.get('taskDefinitions', one.taskDefinition)) || []),
    ...usesByDaemon(look).flatMap(([arn, use]) => (clusters.has(use.clusterArn) && known.get(arn)) || []),
  ]
  const images = definitions.flatMap((one) => one.containerDefinitions.map((container) => container.image ?? ''))
  return look.policy.logAgents.find((agent) => images.some((image) => isListed([agent], image)))
}
