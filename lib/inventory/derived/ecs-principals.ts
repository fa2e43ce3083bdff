import type { Look } from '../look.ts'

/** Roles that AWS services make for themselves and that nobody can change. */
const serviceLinkedPath = '/aws-service-role/'
const DAY_MS = 86_400_000
/** IAM has nothing to tell about who is newer. */
export const trackedAfterDays = 30

type Section = 'roles' | 'policies' | 'users' | 'groups'
interface Holding {
  AttachedManagedPolicies: readonly { PolicyArn: string }[]
}
type Inline = readonly { PolicyDocument: string }[]

/**
 * ARNs of the account's roles that ECS runs with (trusted by it, or carried by instances), and of the roles and users that
 * may call it, as the text of their own policies and their groups' tells; sorted. Which of their permissions are used is
 * worth asking.
 */
export function ecsPrincipals(look: Look<Section>): readonly string[] {
  const documents = new Map(
    look.seen('policies').map(({ Arn, PolicyVersionList }) => [Arn, PolicyVersionList.map((one) => one.Document)]),
  )
  const groups = new Map(look.seen('groups').map((group) => [group.GroupName, group]))
  const before = Date.parse(look.now) - trackedAfterDays * DAY_MS
  const isOld = ({ CreateDate }: { CreateDate?: string }) => Date.parse(CreateDate ?? '') <= before
  const namesEcs = (inline: Inline, { AttachedManagedPolicies }: Holding) => {
    const own = inline.map(({ PolicyDocument }) => PolicyDocument)
    const attached = AttachedManagedPolicies.flatMap(({ PolicyArn }) => documents.get(PolicyArn) ?? [])
    return [...own, ...attached].some((text) =>
      /"(?:ecs:|\*"|\*:\*")/i.test(text.replace(/"Resource"\s*:\s*"\*"/g, '')),
    )
  }
  const roles = look
    .seen('roles')
    .filter((role) => !role.Path.startsWith(serviceLinkedPath) && isOld(role))
    .filter(
      (role) =>
        role.InstanceProfileList.length > 0 ||
        /"ecs-tasks\.amazonaws\.com/.test(role.AssumeRolePolicyDocument) ||
        namesEcs(role.RolePolicyList, role),
    )
  const users = look.seen('users').filter((user) => {
    const shared = user.GroupList.flatMap((name) => groups.get(name) ?? [])
    const holds = namesEcs(user.UserPolicyList, user) || shared.some((group) => namesEcs(group.GroupPolicyList, group))
    return isOld(user) && holds
  })
  return [...roles, ...users].map(({ Arn }) => Arn).sort()
}
