import type { Look } from '../look.ts'

/** Roles that AWS services make for themselves and that nobody can change. */
const serviceLinkedPath = '/aws-service-role/'
const DAY_MS = 86_400_000
/** IAM has nothing to tell about a newer role. */
const trackedAfterDays = 30

/**
 * ARNs of the account's roles that ECS runs with (trusted by it, or carried by instances) or that may call it, as the text
 * of their own policies tells; sorted. Which of their permissions are used is worth asking.
 */
export function ecsPrincipals(look: Look<'roles' | 'policies'>): readonly string[] {
  const documents = new Map(
    look.seen('policies').map(({ Arn, PolicyVersionList }) => [Arn, PolicyVersionList.map((one) => one.Document)]),
  )
  const before = Date.parse(look.now) - trackedAfterDays * DAY_MS
  return look
    .seen('roles')
    .filter(({ Path, CreateDate }) => !Path.startsWith(serviceLinkedPath) && Date.parse(CreateDate ?? '') <= before)
    .filter((role) => {
      if (role.InstanceProfileList.length > 0 || /"ecs-tasks\.amazonaws\.com/.test(role.AssumeRolePolicyDocument))
        return true
      const own = role.RolePolicyList.map(({ PolicyDocument }) => PolicyDocument)
      const attached = role.AttachedManagedPolicies.flatMap(({ PolicyArn }) => documents.get(PolicyArn) ?? [])
      return [...own, ...attached].some((text) =>
        /"(?:ecs:|\*"|\*:\*")/i.test(text.replace(/"Resource"\s*:\s*"\*"/g, '')),
      )
    })
    .map(({ Arn }) => Arn)
    .sort()
}
