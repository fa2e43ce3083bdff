import { expandActions } from '#lib/iam/actions.ts'
import { effectiveGrants, grantsAction, type NamedPolicy } from '#lib/iam/grants.ts'
import { parsePolicy } from '#lib/iam/policy.ts'
import type { Look } from '../look.ts'
import type { Role, User } from '../types/iam.ts'

const changing = expandActions('ecs:*')
  .filter(({ level }) => level === 'write' || level === 'permissions')
  .map(({ name }) => name)

interface Holder {
  inline: readonly { PolicyName: string; PolicyDocument: string }[]
  attached: readonly { PolicyName: string; PolicyArn: string }[]
}

/** Roles, service-linked ones apart, whose policies allow an action that changes something in ECS. */
export function rolesThatChangeEcs(look: Look<'roles' | 'policies'>): readonly Role[] {
  return look
    .all('roles')
    .filter(
      (role) =>
        !role.Path.startsWith('/aws-service-role/') &&
        changesEcs(look, [{ inline: role.RolePolicyList, attached: role.AttachedManagedPolicies }]),
    )
}

/** IAM users who may do so, by their own policies or their groups'. */
export function usersThatChangeEcs(look: Look<'users' | 'groups' | 'policies'>): readonly User[] {
  const groups = new Map(look.all('groups').map((group) => [group.GroupName, group]))
  return look.all('users').filter((user) => {
    const own = { inline: user.UserPolicyList, attached: user.AttachedManagedPolicies }
    const shared = user.GroupList.flatMap((name) => {
      const group = groups.get(name)
      return group ? [{ inline: group.GroupPolicyList, attached: group.AttachedManagedPolicies }] : []
    })
    return changesEcs(look, [own, ...shared])
  })
}

/** By readable policies; a permissions boundary is left out, so that the list is rather too long than too short. */
function changesEcs(look: Look<'policies'>, holders: readonly Holder[]): boolean {
  const grants = effectiveGrants(holders.flatMap((holder) => policiesOf(look, holder)))
  return changing.some((action) => grants.some((grant) => grantsAction(grant, action)))
}

function policiesOf(look: Look<'policies'>, { inline, attached }: Holder): readonly NamedPolicy[] {
  const documents = [
    ...inline.map((one) => ({ source: one.PolicyName, document: one.PolicyDocument })),
    ...attached.map((one) => ({
      source: one.PolicyName,
      document: look.get('policies', one.PolicyArn)?.PolicyVersionList.find((it) => it.IsDefaultVersion)?.Document,
    })),
  ]
  return documents.flatMap(({ source, document }) => {
    const policy = document === undefined ? undefined : parsePolicy(document)
    return policy && 'statements' in policy ? [{ source, policy }] : []
  })
}
