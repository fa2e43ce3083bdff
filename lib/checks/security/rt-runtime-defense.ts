import { shortName } from '#lib/inventory/derived/arn.ts'
import { usesByDaemon } from '#lib/inventory/derived/daemons.ts'
import { definitionOf } from '#lib/inventory/derived/definitions.ts'
import { isWindowsHost, registeredByLaunch } from '#lib/inventory/derived/hosts.ts'
import { isListed } from '#lib/inventory/derived/images.ts'
import { launchOfTask } from '#lib/inventory/derived/launch.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ClusterSubject } from '#lib/inventory/subjects/cluster.ts'
import type { GuardDutyCoverage, GuardDutyDetector } from '#lib/inventory/types/audit.ts'
import type { ContainerInstance, Task } from '#lib/inventory/types/ecs.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, warn } from '../result.ts'

const reads = [
  'taskDefinitions',
  'capacityProviders',
  'daemons',
  'daemonTaskDefinitions',
  'guardDutyDetectors',
  'guardDutyCoverage',
] as const
type Section = (typeof reads)[number] | 'accountSettings' | 'serviceRevisions' | 'containerInstances'
type Message = 'unhealthy' | 'uncovered' | 'host' | 'outside'

export default defineCheck({
  id: 'rt-runtime-defense',
  subject: 'cluster',
  requires: [...reads, 'accountSettings', 'serviceRevisions'],
  failTitle: 'Nothing watches running containers',
  messages: {
    unhealthy: 'GuardDuty’s coverage of {name} is not healthy: {issue}.',
    uncovered: 'Neither GuardDuty nor another agent watches {count} running tasks of {name}.',
    host: 'No healthy agent watches {count} hosts of {name}, such as {instance}: {issue}.',
    outside:
      'GuardDuty does not watch Managed Instances and ECS Anywhere, and no other agent watches {count} tasks there.',
  },
  why: 'Scanners see what an image holds, not what it does. A shell, a miner or a stolen role shows only while the container runs, and only to an agent that looks.',
  fix: {
    summary:
      'Switch on GuardDuty Runtime Monitoring with automated agents and redeploy Fargate services, whose tasks get the agent at start. Execution roles must be able to pull it from AWS’s registry; no cluster may be tagged GuardDutyManaged=false.',
    effort: 'medium',
    cli: `aws guardduty update-detector --detector-id DETECTOR --features '[{"Name": "RUNTIME_MONITORING", "Status": "ENABLED",
  "AdditionalConfiguration": [{"Name": "ECS_FARGATE_AGENT_MANAGEMENT", "Status": "ENABLED"}]}]'
aws ecs update-service --cluster CLUSTER --service SERVICE --force-new-deployment`,
    terraform: `resource "aws_guardduty_detector_feature" "runtime" {
  detector_id = aws_guardduty_detector.this.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
  additional_configuration {
    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
    status = "ENABLED"
  }
}`,
    cloudformation: `Type: AWS::GuardDuty::Detector
Properties:
  Enable: true
  Features:
    - Name: RUNTIME_MONITORING
      Status: ENABLED
      AdditionalConfiguration: [{ Name: ECS_FARGATE_AGENT_MANAGEMENT, Status: ENABLED }]`,
  },
  evaluate(subject, look) {
    const { cluster, services, instances } = subject
    const hosts = new Map(instances.map((one) => [one.containerInstanceArn, one]))
    const running = subject.tasks.filter((task) => task.lastStatus === 'RUNNING' && isLinux(task, hosts))
    if (running.length === 0) return notApplicable('No Linux task runs in this cluster.')
    let agents: Defended | undefined
    const defended = (task: Task): boolean => {
      agents ??= defendedBy(look, subject)
      return agents(task)
    }
    const monitored = running.filter((task) => ['FARGATE', 'EC2'].includes(launchOfTask(look, task)))
    const others = running.filter((task) => !monitored.includes(task))
    const revisions = new Set(services.map(({ serviceArn }) => serviceArn))
    const stale = look
      .seen('serviceRevisions')
      .filter((one) => revisions.has(one.serviceArn) && one.guardDutyEnabled === false)
    const advice =
      stale.length > 0 ? [`${stale.length} services run tasks from before; redeploy them to get the agent.`] : []
    const revision = stale.slice(0, 5).map((one) => cite('serviceRevisions', one, 'guardDutyEnabled'))
    return combineParts<Message>([
      () => [pass(advice, [...revision, derived(`running Linux tasks of ${cluster.clusterName}`, running.length)])],
      () => outside(look, others, defended),
      () => (monitored.length > 0 ? [guarded(look, subject, monitored, defended)] : []),
    ])
  },
})

type Defended = (task: Task) => boolean

/** What GuardDuty does not reach: only an agent of another make can defend it. */
function outside(look: Look<Section>, tasks: readonly Task[], defended: Defended): Result<Message>[] {
  const bare = tasks.filter((task) => !defended(task))
  if (bare.length === 0) return []
  look.all('daemons')
  return [warn('outside', { count: bare.length }, [derived('tasks without an agent', bare.length)])]
}

function guarded(
  look: Look<Section>,
  { cluster, instances }: ClusterSubject,
  tasks: Task[],
  defended: Defended,
): Result<Message> {
  const isOff = look.all('guardDutyDetectors').some((one) => !monitors(one))
  const coverage = isOff ? [] : look.seen('guardDutyCoverage')
  const own = coverage.find((one) => one.EcsClusterName === cluster.clusterName)
  const name = cluster.clusterName
  if (!own) {
    const bare = tasks.filter((task) => !defended(task))
    if (bare.length === 0) return pass([], settings(look))
    look.all('guardDutyCoverage')
    look.all('guardDutyDetectors')
    return fail('uncovered', { count: bare.length, name }, [
      ...settings(look),
      derived('tasks without an agent', bare.length),
    ])
  }
  if (own.CoverageStatus !== 'HEALTHY')
    return fail('unhealthy', { name, issue: own.Issue ?? 'no reason given' }, coverageEvidence(own))
  const records = new Map(coverage.map((one) => [one.Ec2InstanceId, one]))
  const onEc2 = new Set(look.once(registeredByLaunch).get('EC2'))
  const hosts = instances.filter((one) => onEc2.has(one) && !isWindowsHost(one))
  const weak = hosts.flatMap((host) => {
    const record = records.get(host.ec2InstanceId)
    if (record?.CoverageStatus === 'HEALTHY') return []
    const onIt = tasks.filter((task) => task.containerInstanceArn === host.containerInstanceArn)
    return record || onIt.length === 0 || !onIt.every(defended) ? [{ host, record }] : []
  })
  const [first] = weak
  if (!first) return pass([], coverageEvidence(own))
  look.all('guardDutyCoverage')
  const issue = first.record?.Issue ?? 'it is not covered'
  return fail('host', { count: weak.length, name, instance: first.host.ec2InstanceId ?? '', issue }, [
    ...weak.slice(0, 5).flatMap(({ record }) => (record ? coverageEvidence(record) : [])),
    ...coverageEvidence(own),
  ])
}

/** Switched on; the switches for the management of agents do not count. */
function monitors({ Status, Features }: GuardDutyDetector): boolean {
  const runtime = Features.find(({ Name }) => Name === 'RUNTIME_MONITORING')
  return Status === 'ENABLED' && runtime?.Status === 'ENABLED'
}

/** An agent of another make: in the task itself, beside it on its host, or as a daemon of its Managed Instances. */
function defendedBy(look: Look<Section>, { cluster, tasks }: ClusterSubject): Defended {
  const holds = (definition: TaskDefinition | undefined) =>
    definition?.containerDefinitions.some((one) => isAgent(look, one)) ?? false
  const own = new Set(
    tasks.filter((task) => task.lastStatus === 'RUNNING' && holds(definitionOf(look, task.taskDefinitionArn))),
  )
  const hosts = new Set([...own].flatMap((task) => task.containerInstanceArn ?? []))
  const daemons = usesByDaemon(look).flatMap(([arn, { usage, clusterArn, daemon }]) =>
    clusterArn === cluster.clusterArn && usage === 'running' && holds(definitionOf(look, arn)) ? (daemon ?? []) : [],
  )
  const providers = new Set(daemons.flatMap(({ revision }) => revision.capacityProviderArns.map(shortName)))
  return (task) =>
    own.has(task) ||
    hosts.has(task.containerInstanceArn ?? '') ||
    providers.has(shortName(task.capacityProviderName ?? ''))
}

/** Datadog's agent defends only with Workload Protection switched on. */
function isAgent({ policy }: Look<never>, { image = '', environment }: ContainerDefinition): boolean {
  if (!isListed(policy.runtimeAgents, image)) return false
  if (!/datadog/i.test(image)) return true
  const setting = environment.find((one) => one.name === 'DD_RUNTIME_SECURITY_CONFIG_ENABLED')
  return setting?.value.shape === 'boolean' && setting.value.length === 'true'.length
}

function isLinux(task: Task, hosts: ReadonlyMap<string, ContainerInstance>): boolean {
  const host = hosts.get(task.containerInstanceArn ?? '')
  return host ? !isWindowsHost(host) : !/^windows/i.test(task.platformFamily ?? '')
}

function coverageEvidence(record: GuardDutyCoverage): Evidence[] {
  const who = record.EcsClusterName === undefined ? 'Ec2ClusterArn' : 'EcsClusterName'
  return (['CoverageStatus', 'Issue', who, 'ManagementType'] as const).map((field) =>
    cite('guardDutyCoverage', record, field),
  )
}

function settings(look: Look<Section>): Evidence[] {
  const setting = look.seen('accountSettings').find((one) => one.name === 'guardDutyActivate')
  return [
    ...look.seen('guardDutyDetectors').map((one) => cite('guardDutyDetectors', one, 'Features')),
    ...(setting ? [cite('accountSettings', setting, 'value')] : []),
  ]
}
