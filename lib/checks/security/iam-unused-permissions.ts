import { daysSince, idleDaysOf } from '#lib/inventory/derived/idle.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { RoleSubject } from '#lib/inventory/subjects/iam.ts'
import type { ServiceAccess } from '#lib/inventory/types/access-reports.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

const MIN_AGE_DAYS = 90

export default defineCheck({
  id: 'iam-unused-permissions',
  subject: 'carriedRole',
  requires: ['serviceAccess'],
  failTitle: 'Role may use services it never uses',
  messages: {
    unused: '{role} may use {services} and did not in {days} days.',
  },
  why: 'What a role may do and never does helps only an intruder. IAM knows when each service was last used, so the rest can go without a guess.',
  fix: {
    summary:
      'Delete the services and actions that were not used, or let IAM Access Analyzer write the policy from what was. Yearly jobs look unused: raise policy.maxIdleDaysOf for their role first.',
    effort: 'medium',
    cli: `aws iam generate-service-last-accessed-details --arn ROLE_ARN --granularity ACTION_LEVEL
aws iam get-service-last-accessed-details --job-id JOB
aws iam put-role-policy --role-name ROLE --policy-name POLICY --policy-document file://SMALLER.json`,
    terraform: `data "aws_iam_policy_document" "task" {
  statement {
    actions   = ["s3:GetObject"] # only what was used
    resources = ["arn:aws:s3:::BUCKET/*"]
  }
}`,
    cloudformation: `Policies:
  - PolicyName: task
    PolicyDocument:
      Statement:
        - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::BUCKET/*" } # only what was used`,
  },
  evaluate(value, look) {
    const { role, foreign, roleArn } = value
    if (foreign) return undetermined('The role belongs to another account.')
    if (!role) return notApplicable('The role does not exist; iam-task-role-present reports that.')
    const age = daysSince(look, role.CreateDate)
    if (age === undefined || age <= MIN_AGE_DAYS) return notApplicable(`The role is not ${MIN_AGE_DAYS} days old.`)
    const days = idleDaysOf(look, role.RoleName)
    if (!wasInUse(look, value, days)) return notApplicable(`Nothing used the role in the last ${days} days.`)
    const access = look.get('serviceAccess', roleArn)
    if (!access)
      return undetermined('This scan did not ask IAM about the role: in large accounts each day has its turn.')
    const judged = access.ServicesLastAccessed.flatMap((service, i) =>
      look.policy.idleExempt.includes(service.ServiceNamespace)
        ? []
        : [{ ...service, path: `ServicesLastAccessed[${i}]` }],
    )
    const isUsed = (time: string | undefined) => (daysSince(look, time) ?? Number.POSITIVE_INFINITY) <= days
    const evidenceOf = (services: typeof judged) => [
      ...services.flatMap(({ path }) => [
        cite('serviceAccess', access, `${path}.ServiceNamespace`),
        cite('serviceAccess', access, `${path}.LastAuthenticated`),
      ]),
    ]
    const unused = judged.filter(({ LastAuthenticated }) => !isUsed(LastAuthenticated))
    if (unused.length === 0) return pass(adviceOn(judged, isUsed), evidenceOf(judged.slice(0, 10)))
    const services = unused.map(({ ServiceNamespace }) => ServiceNamespace)
    const shown = services.length > 5 ? [...services.slice(0, 5), `${services.length - 5} more`] : services
    return fail('unused', { role: role.RoleName, services: shown.join(', '), days }, evidenceOf(unused.slice(0, 10)))
  },
})

/** Nobody could have used what a role allows while nothing ran with it; an agent uses its role when a task starts. */
function wasInUse(look: Look<never>, { role, asTask, asExecution, asInstance }: RoleSubject, days: number): boolean {
  const within = (time: string | undefined) => (daysSince(look, time) ?? Number.POSITIVE_INFINITY) <= days
  const through = (time: string | undefined) => (daysSince(look, time) ?? 0) >= days
  const onlyStarts = asExecution.length > 0 && asTask.length + asInstance.length === 0
  if (onlyStarts)
    return asExecution.some(({ uses }) =>
      uses.some(
        ({ task, service }) =>
          within(task?.startedAt ?? task?.createdAt) || service?.deployments.some((one) => within(one.createdAt)),
      ),
    )
  if (within(role?.RoleLastUsed?.LastUsedDate)) return true
  const tasks = asTask.flatMap(({ uses }) => uses.flatMap(({ task }) => task ?? []))
  return (
    tasks.some((task) => task.lastStatus === 'RUNNING' && through(task.startedAt)) ||
    asInstance.some(({ registration }) => through(registration.registeredAt))
  )
}

/** IAM follows single actions of some services only. */
function adviceOn(
  services: readonly ServiceAccess['ServicesLastAccessed'][number][],
  isUsed: (time: string | undefined) => boolean,
): string[] {
  return services.flatMap(({ ServiceNamespace, TrackedActionsLastAccessed }) => {
    const idle = TrackedActionsLastAccessed.filter((one) => !isUsed(one.LastAccessedTime))
    const examples = idle.slice(0, 3).map(({ ActionName }) => ActionName)
    return idle.length > 0
      ? [`${idle.length} actions of ${ServiceNamespace} were not used (${examples.join(', ')}).`]
      : []
  })
}
