import { demands } from '#lib/iam/conditions.ts'
import { decide } from '#lib/iam/decide.ts'
import { covers, matches, overlaps } from '#lib/iam/glob.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import type { Policy } from '#lib/iam/policy.ts'
import { atMost } from '#lib/iam/resource.ts'
import { eventsSince, reachesBack } from '#lib/inventory/derived/api-events.ts'
import { shortName } from '#lib/inventory/derived/arn.ts'
import { allGrantsOf, deniesOn, type HolderSection, holders } from '#lib/inventory/derived/holders.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ServiceSubject } from '#lib/inventory/subjects/service.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const EXEC = 'ecs:ExecuteCommand'
const DAYS = 30
type Message = 'enabled' | 'tasks' | 'principals' | 'often'
type EventSection = 'apiEvents' | 'apiEventWindows' | 'services' | 'tasks'

export default defineCheck({
  id: 'ops-exec-access',
  subject: 'service',
  requires: ['apiEvents', 'apiEventWindows', 'users', 'groups', 'roles', 'policies'],
  failTitle: 'Shells in production are open',
  messages: {
    enabled: '{name} lets people open shells in its containers.',
    tasks: '{count} tasks of {name} still let people open shells: they keep what they started with.',
    principals: '{count} principals may open shells in {name} without being named for it, such as {example}.',
    often: '{count} shells were opened in {name} in 30 days.',
  },
  why: 'A shell in a running container changes it in ways no pipeline knows and no review saw. What must be looked into can be opened for an hour and closed again.',
  fix: {
    summary:
      'Switch ECS Exec off and deploy, since running tasks keep it; switch it on through the pipeline when it is needed, under an exception that expires. It is still better than SSH, and needs a writable root file system.',
    effort: 'small',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE --disable-execute-command --force-new-deployment`,
    terraform: `resource "aws_ecs_service" "SERVICE" {
  enable_execute_command = false
}
# and who may: condition ecs:container-name on ecs:ExecuteCommand, ecs:enable-execute-command on ecs:UpdateService`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  EnableExecuteCommand: false`,
  },
  dormant: 'capped',
  evaluate({ service, tasks }, look) {
    if (!classifyService(look, service).prod) return notApplicable('This is no production service.')
    const name = service.serviceName
    const open = tasks.filter((task) => task.enableExecuteCommand === true)
    const own = cite('services', service, 'enableExecuteCommand')
    const proven = [
      ...(service.enableExecuteCommand === true ? [fail('enabled', { name }, [own])] : []),
      ...(open.length > 0 ? [fail('tasks', { count: open.length, name }, openEvidence(open))] : []),
    ]
    return combineParts<Message>([
      () => [pass([], [own]), ...proven],
      () => [permitted(look, service, proven.length > 0)],
      () => [shells(look, service, tasks)],
    ])
  },
})

/** Who may open shells matters while they can be opened. */
function permitted(
  look: Look<HolderSection>,
  { serviceName: name, clusterArn }: Service,
  isOpen: boolean,
): Result<'principals'> {
  const strangers = principalsFor(look, clusterArn).filter((one) => !isNamed(look, one))
  const [example] = strangers
  const held = [derived('principals allowed ecs:ExecuteCommand', strangers.slice(0, 20))]
  if (example === undefined) return pass([], held)
  if (isOpen) return fail('principals', { count: strangers.length, name, example }, held)
  return pass(`${strangers.length} principals could open shells if it were on.`, held)
}

function openEvidence(open: ServiceSubject['tasks']) {
  return open
    .slice(0, 5)
    .flatMap((task) => [
      cite('tasks', task, 'enableExecuteCommand'),
      ...task.containers.flatMap(({ managedAgents = [] }, c) =>
        managedAgents.map((_, a) => cite('tasks', task, `containers[${c}].managedAgents[${a}].lastStatus`)),
      ),
    ])
}

const isNamed = ({ policy }: Look<never>, name: string): boolean =>
  [...policy.execPrincipals, ...policy.adminPrincipals].some((pattern) => matches(pattern, name))

/** Events name a task; whose it was is known while the task is. */
function shells(look: Look<EventSection>, service: Service, tasks: ServiceSubject['tasks']): Result<'often'> {
  const complete = reachesBack(look, 'ExecuteCommand', DAYS)
  const events = eventsSince(look, 'ExecuteCommand', DAYS)
  const ids = new Set(tasks.map(({ taskArn }) => shortName(taskArn)))
  const own = events.filter(({ about }) => ids.has(shortName(about.task ?? '')))
  const most = look.policy.maxExecPerMonth
  if (own.length > most) {
    const fields = ['EventName', 'Username'] as const
    const evidence = own.slice(0, 5).flatMap((one) => fields.map((field) => cite('apiEvents', one, field)))
    return fail('often', { count: own.length, name: service.serviceName }, evidence)
  }
  if (!complete && look.once(isOnAnywhere))
    return undetermined(`CloudTrail’s events of ExecuteCommand were not read ${DAYS} days back.`)
  const known = look.once(knownTasks)
  const gone = events.filter(
    ({ about }) =>
      shortName(about.cluster ?? 'default') === shortName(service.clusterArn) &&
      !known.has(shortName(about.task ?? '')),
  )
  if (own.length + gone.length > most)
    return undetermined(
      `${gone.length} shells of the cluster were opened in tasks that are gone; any could be its own.`,
    )
  return pass()
}

/** Without it nobody can open a shell, and its events are not asked for. */
const isOnAnywhere = (look: Look<'services' | 'tasks'>): boolean =>
  [...look.seen('services'), ...look.seen('tasks')].some((one) => one.enableExecuteCommand === true)

const knownTasks = (look: Look<'tasks'>): ReadonlySet<string> =>
  new Set(look.seen('tasks').map(({ taskArn }) => shortName(taskArn)))

interface Opener {
  name: string
  grants: readonly Grant[]
  denies: Policy
}

/** Stands beside denials to ask what they take. */
const everything: Policy = {
  statements: [{ index: 0, effect: 'Allow', actions: { not: false, patterns: ['*'] }, conditions: [] }],
}

const byCluster = (): Map<string, readonly string[]> => new Map()

/** Names of those who may open shells in a cluster: the same for all its services. */
function principalsFor(look: Look<HolderSection>, clusterArn: string): readonly string[] {
  const known = look.once(byCluster)
  const found = known.get(clusterArn) ?? findPrincipals(look, clusterArn)
  known.set(clusterArn, found)
  return found
}

function findPrincipals(look: Look<HolderSection>, clusterArn: string): string[] {
  const folder = `${clusterArn.replace(':cluster/', ':task/')}/`
  // The call is for both, so that either is enough to be left out or denied.
  const both = [`${folder}*`, clusterArn]
  const allows = (grant: Grant) =>
    both.some((one) => overlaps(atMost(grant.resource), one)) &&
    !both.some((one) => grant.exceptResources.some((left) => covers(left, one))) &&
    !grant.conditions.some(
      (one) => demands(one, 'ecs:cluster') && !one.values.some((value) => matches(atMost(value), clusterArn)),
    )
  return look
    .once(openers)
    .filter(({ grants }) => grants.some(allows))
    .filter(({ denies }) =>
      [`${folder}0`, clusterArn].every((one) => decide([everything, denies], EXEC, one) !== 'denied'),
    )
    .map(({ name }) => name)
}

function openers(look: Look<HolderSection>): readonly Opener[] {
  return look.once(holders).flatMap((holder): Opener[] => {
    const grants = allGrantsOf(holder).filter((grant) => grantsAction(grant, EXEC))
    return grants.length > 0 ? [{ name: holder.name, grants, denies: { statements: deniesOn(holder) } }] : []
  })
}
