import { expandActions } from '#lib/iam/actions.ts'
import { effectiveGrants, grantsAction, type NamedPolicy } from '#lib/iam/grants.ts'
import { parsePolicy } from '#lib/iam/policy.ts'
import type { Look } from '../look.ts'
import type { Role } from '../types/iam.ts'

const changing = expandActions('ecs:*')
  .filter(({ level }) => level === 'write' || level === 'permissions')
  .map(({ name }) => name)

type Section = 'roles' | 'policies'

/** Roles, service-linked ones apart, whose policies allow an action that changes something in ECS. */
export function rolesThatChangeEcs(look: Look<Section>): readonly Role[] {
  return look.all('roles').filter((role) => {
    if (role.Path.startsWith('/aws-service-role/')) return false
    const grants = effectiveGrants(policiesOf(look, role))
    return changing.some((action) => grants.some((grant) => grantsAction(grant, action)))
  })
}

/** Readable policies of a role; a permissions boundary is left out, so that the list is rather too long than too short. */
function policiesOf(look: Look<Section>, role: Role): readonly NamedPolicy[] {
  const documents = [
    ...role.RolePolicyList.map((one) => ({ source: one.PolicyName, document: one.PolicyDocument })),
    ...role.AttachedManagedPolicies.map((one) => ({
      source: one.PolicyName,
      document: look.get('policies', one.PolicyArn)?.PolicyVersionList.find((it) => it.IsDefaultVersion)?.Document,
    })),
  ]
  return documents.flatMap(({ source, document }) => {
    const policy = document === undefined ? undefined : parsePolicy(document)
    return policy && 'statements' in policy ? [{ source, policy }] : []
  })
}
