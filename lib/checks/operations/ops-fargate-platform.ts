import { launchOfTask, type Primary } from '#lib/inventory/derived/launch.ts'
import { resolveRevision } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Service, Task } from '#lib/inventory/types/ecs.ts'
import type { TaskSchedule } from '#lib/inventory/types/schedule.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

/** Newest platform versions that AWS has published. */
const newest = { linux: '1.4.0', windows: '1.0.0' } as const

export default defineCheck({
  id: 'ops-fargate-platform',
  subject: 'workload',
  requires: ['taskDefinitions', 'families'],
  failTitle: 'Old Fargate platform version',
  messages: {
    pinned: '{name} is pinned to platform version {version}; the newest is {newest}.',
    scheduled: 'Schedule {schedule} starts tasks on platform version {version}; the newest is {newest}.',
    running: 'Running tasks of {name} are on platform version {version} ({count}); the newest is {newest}.',
  },
  why: 'Old Fargate platform versions miss kernel and runtime fixes, and features that other recommendations need: EFS volumes, encrypted ephemeral storage and system controls.',
  fix: {
    summary:
      'Use platform version LATEST and start a new deployment: running tasks keep the version they started on. Try it in staging first if you pinned the version for a reason.',
    effort: 'small',
    cli: 'aws ecs update-service --cluster CLUSTER --service SERVICE --platform-version LATEST --force-new-deployment',
    terraform: `resource "aws_ecs_service" "SERVICE" {
  platform_version     = "LATEST"
  force_new_deployment = true
}`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  PlatformVersion: LATEST`,
  },
  evaluate(value, look, { name }) {
    if (value.kind === 'service' && !value.primary) return undetermined('The service has no PRIMARY task set yet.')
    if (!value.launches.includes('FARGATE')) return notApplicable('It does not run on Fargate.')
    const tasks = value.tasks.filter((one) => one.lastStatus === 'RUNNING' && launchOfTask(look, one) === 'FARGATE')
    return combine([
      pass(ageAdvice(look, tasks)),
      ...(value.kind === 'service' && value.primary ? [judgePin(name, value.service, value.primary, tasks)] : []),
      ...value.schedules.map((one) => judgeSchedule(look, one)),
      ...[...Map.groupBy(tasks, (one) => one.platformVersion)].map(([version, own]) => judgeTasks(name, version, own)),
    ])
  },
})

function judgePin(name: string, service: Service, primary: Primary, tasks: readonly Task[]) {
  const version = primary.platformVersion ?? 'LATEST'
  const os = osOf(primary.platformFamily ?? tasks[0]?.platformFamily)
  const evidence = [cite('services', service, `${primary.path}platformVersion`)]
  if (version === 'LATEST' || version === newest[os]) return pass([], evidence)
  return fail('pinned', { name, version, newest: newest[os] }, evidence)
}

function judgeSchedule(look: Look<'families' | 'taskDefinitions'>, schedule: TaskSchedule) {
  const version = schedule.PlatformVersion ?? 'LATEST'
  if (version === 'LATEST') return pass()
  const revision = resolveRevision(look, schedule.TaskDefinitionArn)
  const definition = revision === undefined ? undefined : look.get('taskDefinitions', revision)
  const os = osOf(definition?.runtimePlatform?.operatingSystemFamily)
  if (version === newest[os]) return pass()
  const data = { schedule: schedule.name, version, newest: newest[os] }
  return fail('scheduled', data, [cite('taskSchedules', schedule, 'PlatformVersion')])
}

/** Running tasks that started on the same version. */
function judgeTasks(name: string, version: string | undefined, [first, ...rest]: readonly Task[]) {
  if (!first || version === undefined) return undetermined('A running task does not report its platform version.')
  const os = osOf(first.platformFamily)
  if (version === newest[os]) return pass()
  const data = { name, count: rest.length + 1, version, newest: newest[os] }
  return fail('running', data, [cite('tasks', first, 'platformVersion')])
}

/** `WINDOWS_SERVER_2022_CORE` of a definition, `Windows_Server_2022_Core` of a task; absent means Linux on Fargate. */
function osOf(family: string | undefined): keyof typeof newest {
  return family?.toLowerCase().startsWith('windows') ? 'windows' : 'linux'
}

/** Fixes of the platform arrive with new tasks only. */
function ageAdvice(look: Look<never>, tasks: readonly Task[]): string[] {
  const started = tasks.flatMap((one) => (one.startedAt ? [Date.parse(one.startedAt)] : []))
  const days = Math.floor((Date.parse(look.now) - Math.min(...started)) / 86_400_000)
  if (started.length === 0 || days <= look.policy.maxTaskAge) return []
  return [`The oldest task runs for ${days} days: platform fixes arrive only with new tasks.`]
}
