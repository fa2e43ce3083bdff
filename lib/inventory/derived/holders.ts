import { effectiveGrants, type Grant } from '#lib/iam/grants.ts'
import type { Policy } from '#lib/iam/policy.ts'
import { type TrustedPrincipal, trustFindings } from '#lib/iam/trust.ts'
import type { Look } from '../look.ts'
import type { Group, Role, User } from '../types/iam.ts'
import { boundaryOf, type HeldPolicy, heldPolicies } from './policies.ts'

interface Held {
  name: string
  arn: string
  own: readonly HeldPolicy[]
  /** Of the groups of a user: their grants are judged with the group, their denies bind the user too. */
  inherited: readonly HeldPolicy[]
  boundary: ReturnType<typeof boundaryOf>
}

/** Who can be granted something: a user, a group with members, or a role. */
export type Holder =
  | (Held & { kind: 'user'; user: User })
  | (Held & { kind: 'group'; group: Group })
  | (Held & { kind: 'role'; role: Role; trusted: readonly TrustedPrincipal[]; trustError?: string })

export type HolderSection = 'users' | 'groups' | 'roles' | 'policies'

/** Services that act on behalf of the people who write the pipelines. */
const pipelineServices = /^(?:codebuild|codepipeline)\.amazonaws\.com(?:\.cn)?$/
const serviceLinkedPath = '/aws-service-role/'

/**
 * Every user, every group with members, and every role but service-linked ones, which nobody can change. Ends in
 * MissingEvidence when a group or policy of one of them was not read: it may deny what the others allow.
 */
export function holders(look: Look<HolderSection>): readonly Holder[] {
  const groups = new Map(look.seen('groups').map((group) => [group.GroupName, group]))
  const members = new Set(look.seen('users').flatMap((user) => user.GroupList))
  const ofGroup = (group: Group) => heldPolicies(look, group, group.GroupPolicyList)
  return [
    ...look.seen('users').map((user): Holder => {
      if (user.GroupList.some((name) => !groups.has(name))) look.all('groups')
      const inherited = user.GroupList.flatMap((name) => groups.get(name) ?? []).flatMap(ofGroup)
      const own = heldPolicies(look, user, user.UserPolicyList)
      return {
        kind: 'user',
        user,
        name: user.UserName,
        arn: user.Arn,
        own,
        inherited,
        boundary: boundaryOf(look, user),
      }
    }),
    ...[...groups.values()]
      .filter((group) => members.has(group.GroupName))
      .map((group): Holder => {
        const { GroupName: name, Arn: arn } = group
        return { kind: 'group', group, name, arn, own: ofGroup(group), inherited: [], boundary: undefined }
      }),
    ...look
      .seen('roles')
      .filter((role) => !role.Path.startsWith(serviceLinkedPath))
      .map((role) => holderOfRole(look, role)),
  ]
}

function holderOfRole(look: Look<HolderSection>, role: Role): Holder {
  const trust = trustFindings(role.AssumeRolePolicyDocument, { account: look.account, trustedPrincipals: [] })
  return {
    kind: 'role',
    role,
    name: role.RoleName,
    arn: role.Arn,
    own: heldPolicies(look, role, role.RolePolicyList),
    inherited: [],
    boundary: boundaryOf(look, role),
    ...('error' in trust ? { trusted: [], trustError: trust.error } : { trusted: trust.unexpected }),
  }
}

/** Can people or pipelines use it: any user or group, and a role that trusts more than the services that run workloads? */
export function isForPeopleOrPipelines(holder: Holder): boolean {
  if (holder.kind !== 'role' || holder.trustError !== undefined) return true
  return holder.trusted.some(({ scope, principal }) => scope !== 'service' || pipelineServices.test(principal.value))
}

const readable = (held: readonly HeldPolicy[]) =>
  held.flatMap(({ id, policy }) => ('error' in policy ? [] : [{ source: id, policy }]))

/** What a holder's own policies grant after every explicit Deny on it; `source` of a grant is the policy's id. */
export function grantsOf(holder: Holder, boundary?: Policy): readonly Grant[] {
  const own = new Set(holder.own.map(({ id }) => id))
  return effectiveGrants(readable([...holder.own, ...holder.inherited]), boundary).filter(({ source }) =>
    own.has(source),
  )
}

/** What a holder may do by its own policies and those of its groups. */
export function allGrantsOf({ own, inherited, boundary }: Holder): readonly Grant[] {
  return effectiveGrants(readable([...own, ...inherited]), boundary && !('error' in boundary) ? boundary : undefined)
}

/** Deny statements that bind a holder. */
export function deniesOn(holder: Holder) {
  return readable([...holder.own, ...holder.inherited]).flatMap(({ policy }) =>
    policy.statements.filter(({ effect }) => effect === 'Deny'),
  )
}
