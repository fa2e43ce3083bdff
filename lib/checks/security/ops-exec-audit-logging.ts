import { shortName } from '#lib/inventory/derived/arn.ts'
import { definitionOf } from '#lib/inventory/derived/definitions.ts'
import { logGroupNameOf, logGroupsByName } from '#lib/inventory/derived/logs.ts'
import { classifyCluster, classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ClusterSubject } from '#lib/inventory/subjects/cluster.ts'
import type { Cluster, Service, Task } from '#lib/inventory/types/ecs.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const sections = ['taskDefinitions', 'daemonTaskDefinitions', 'logGroups', 'bucketEncryption'] as const
type Section = (typeof sections)[number]
type Message = 'off' | 'nowhere' | 'noGroup' | 'unrecorded' | 'unencrypted' | 'noSessionKey'

const AT = 'configuration.executeCommandConfiguration'

export default defineCheck({
  id: 'ops-exec-audit-logging',
  subject: 'cluster',
  requires: sections,
  failTitle: 'Sessions in containers are not recorded',
  messages: {
    off: 'Sessions in containers of {cluster} are not recorded: logging is NONE.',
    nowhere: '{cluster} overrides where sessions are recorded, but names neither a log group nor a bucket.',
    noGroup: '{cluster} records sessions in log group {group}, which does not exist.',
    unrecorded: 'Sessions in {containers} of {cluster} are not recorded: they do not use awslogs.',
    unencrypted: 'Recorded sessions of {cluster} in {place} are not encrypted under a key of their own.',
    noSessionKey: '{cluster} names no KMS key for its sessions, in which people work beside sensitive data.',
  },
  why: 'Whoever opens a shell in a container sees its secrets and can change what it does. Without a record nobody can tell afterwards who typed what, and an intruder looks like a colleague.',
  fix: {
    summary:
      'Set logging to OVERRIDE with an encrypted log group or bucket, and a KMS key for the session. The image needs script and cat to record output, and the task role the rights to write the log and use the key. Turn ECS Exec off where nobody needs it.',
    effort: 'small',
    cli: `aws ecs update-cluster --cluster CLUSTER --configuration executeCommandConfiguration='{
  "kmsKeyId": "KEY_ARN", "logging": "OVERRIDE",
  "logConfiguration": {"cloudWatchLogGroupName": "/ecs/exec/CLUSTER", "cloudWatchEncryptionEnabled": true}}'`,
    terraform: `resource "aws_ecs_cluster" "CLUSTER" {
  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.SESSIONS.arn
      logging    = "OVERRIDE"
      log_configuration {
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.SESSIONS.name
        cloud_watch_encryption_enabled = true
      }
    }
  }
}`,
    cloudformation: `Type: AWS::ECS::Cluster
Properties:
  Configuration:
    ExecuteCommandConfiguration:
      KmsKeyId: !GetAtt SessionsKey.Arn
      Logging: OVERRIDE
      LogConfiguration: { CloudWatchLogGroupName: !Ref Sessions, CloudWatchEncryptionEnabled: true }`,
  },
  evaluate(value, look) {
    const { cluster } = value
    const open = enterable(value)
    if (open.services.length + open.tasks.length === 0) return notApplicable('Nobody can open a session in it.')
    const classes = [
      ...open.services.map((service) => classifyService(look, service)),
      ...open.tasks.map((task) => {
        const service = value.services.find(({ serviceName }) => task.group === `service:${serviceName}`)
        return service ? classifyService(look, service) : classifyCluster(look, cluster)
      }),
    ]
    const sensitive = classes.some((one) => one.sensitive)
    const joined = combineParts<Message>([
      () => record(look, cluster, open, sensitive),
      () => [sessionKey(cluster, sensitive)],
    ])
    if (joined.status !== 'fail' || !sensitive) return joined
    return { ...joined, reasons: joined.reasons.map((reason) => ({ ...reason, severity: 'high' as const })) }
  },
})

interface Enterable {
  services: readonly Service[]
  tasks: readonly Task[]
}

function enterable({ services, tasks }: ClusterSubject): Enterable {
  return {
    services: services.filter((service) => service.enableExecuteCommand),
    tasks: tasks.filter((task) => task.enableExecuteCommand && task.lastStatus === 'RUNNING'),
  }
}

function record(look: Look<Section>, cluster: Cluster, open: Enterable, sensitive: boolean): Result<Message>[] {
  const configuration = cluster.configuration?.executeCommandConfiguration
  const name = cluster.clusterName
  const logging = cite('clusters', cluster, configuration ? `${AT}.logging` : 'configuration')
  const evidence = [logging, ...open.tasks.slice(0, 3).map((task) => cite('tasks', task, 'enableExecuteCommand'))]
  if (configuration?.logging === 'NONE') return [fail('off', { cluster: name }, evidence)]
  if (configuration?.logging !== 'OVERRIDE') return byDefault(look, name, open, evidence, sensitive)
  const to = configuration.logConfiguration
  const group = to?.cloudWatchLogGroupName
  const bucket = to?.s3BucketName
  if (!group && !bucket) return [fail('nowhere', { cluster: name }, evidence)]
  const results: Result<Message>[] = [pass([], evidence)]
  if (group) {
    const found = look.once(logGroupsByName).get(group)
    const cited = [...evidence, cite('clusters', cluster, `${AT}.logConfiguration.cloudWatchLogGroupName`)]
    if (!found && !bucket) return [fail('noGroup', { cluster: name, group }, cited)]
    const encrypted = found?.kmsKeyId !== undefined || to.cloudWatchEncryptionEnabled === true
    const flag = cite('clusters', cluster, `${AT}.logConfiguration.cloudWatchEncryptionEnabled`)
    if (!found) results.push(pass(`Log group ${group} does not exist; only the bucket has a record.`, cited))
    else results.push(encrypted ? pass([], cited) : unencrypted(name, group, [...cited, flag], sensitive))
  }
  if (bucket) {
    const cited = [...evidence, cite('clusters', cluster, `${AT}.logConfiguration.s3BucketName`)]
    const rules = to.s3EncryptionEnabled ? undefined : look.get('bucketEncryption', bucket)?.Rules
    const encrypted = to.s3EncryptionEnabled === true || (rules?.length ?? 0) > 0
    results.push(encrypted ? pass([], cited) : unencrypted(name, bucket, cited, sensitive))
  }
  return results
}

/** What is typed then goes where the container logs, if it logs through awslogs. */
function byDefault(
  look: Look<Section>,
  cluster: string,
  open: Enterable,
  evidence: readonly Evidence[],
  sensitive: boolean,
): Result<Message>[] {
  const arns = [
    ...open.services.flatMap(({ deployments, taskSets }) =>
      [...deployments, ...taskSets].map((one) => one.taskDefinition),
    ),
    ...open.tasks.map((task) => task.taskDefinitionArn),
  ]
  const parts = [...new Set(arns)].map((arn) => (): Result<Message>[] => {
    const definition = definitionOf(look, arn)
    if (!definition) return [undetermined(`Where containers of ${shortName(arn)} log is not known.`)]
    return definition.containerDefinitions.map((container, index) => {
      const cited = [...evidence, driverOf(definition, container, index)]
      const containers = `${container.name} of ${definition.family}`
      if (container.logConfiguration?.logDriver !== 'awslogs') return fail('unrecorded', { cluster, containers }, cited)
      const group = logGroupNameOf(container) ?? 'its log group'
      const key = look.once(logGroupsByName).get(group)?.kmsKeyId
      return key ? pass([], cited) : unencrypted(cluster, group, cited, sensitive)
    })
  })
  return [combineParts(parts)]
}

function driverOf(definition: TaskDefinition, { logConfiguration }: ContainerDefinition, index: number): Evidence {
  const path = `containerDefinitions[${index}].logConfiguration`
  return cite('taskDefinitions', definition, logConfiguration ? `${path}.logDriver` : path)
}

function unencrypted(
  cluster: string,
  place: string,
  evidence: readonly Evidence[],
  sensitive: boolean,
): Result<Message> {
  if (sensitive) return fail('unencrypted', { cluster, place }, evidence)
  return pass(`Encrypt what is recorded in ${place} under a key of your own.`, evidence)
}

function sessionKey(cluster: Cluster, sensitive: boolean): Result<Message> {
  const configuration = cluster.configuration?.executeCommandConfiguration
  const evidence = [cite('clusters', cluster, configuration ? `${AT}.kmsKeyId` : 'configuration')]
  if (configuration?.kmsKeyId) return pass([], evidence)
  if (sensitive) return fail('noSessionKey', { cluster: cluster.clusterName }, evidence)
  return pass('Name a KMS key for the session itself.', evidence)
}
