import { canBeOf, expandActions } from '#lib/iam/actions.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import { reachesService } from '#lib/iam/resource.ts'
import {
  allGrantsOf,
  grantsOf,
  type Holder,
  type HolderSection,
  holders,
  isForPeopleOrPipelines,
} from '../derived/holders.ts'
import type { HeldPolicy } from '../derived/policies.ts'
import type { Look } from '../look.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** A policy that allows ECS actions, as one user, group or role holds it. */
export interface EcsPolicy {
  policy: HeldPolicy
  holder: Holder
  /** What this policy grants on ECS after every Deny that binds the holder. */
  grants: readonly Grant[]
}

/** A role with its ECS grants. */
export interface EcsRole {
  holder: Extract<Holder, { kind: 'role' }>
  grants: readonly Grant[]
}

/** A user or a role with its ECS grants, those of a user's groups among them. */
export interface EcsIdentity {
  holder: Extract<Holder, { kind: 'user' | 'role' }>
  grants: readonly Grant[]
}

const reads = ['users', 'groups', 'roles', 'policies'] as const

/** Policies with ECS actions in the hands of people and pipelines; an item for every holder. */
export const ecsPolicy: SubjectKind<EcsPolicy, HolderSection> = {
  type: 'iam-policy',
  global: true,
  reads,
  find: (look) => look.once(policies),
}

/** Every role whose policies allow ECS actions, service-linked ones left out. */
export const ecsRole: SubjectKind<EcsRole, HolderSection> = {
  type: 'iam-role',
  global: true,
  reads,
  find: (look) => look.once(roles),
}

/** Users and roles whose policies allow any ECS action, service-linked roles left out. */
export const ecsIdentity: SubjectKind<EcsIdentity, HolderSection> = {
  type: 'iam-role',
  global: true,
  reads,
  find: (look) => [...look.once(roles), ...look.once(users)],
}

function policies(look: Look<HolderSection>): readonly SubjectItem<EcsPolicy>[] {
  return look
    .once(holders)
    .filter(isForPeopleOrPipelines)
    .flatMap((holder) => {
      const grants = grantsOf(holder).filter(touchesEcs)
      return holder.own
        .filter((policy) => 'error' in policy.policy || grants.some(({ source }) => source === policy.id))
        .map(
          (policy): SubjectItem<EcsPolicy> => ({
            id: policy.id,
            type: 'iam-policy',
            name: policy.managed ? policy.name : `${holder.name} / ${policy.name}`,
            arn: policy.id.includes('#') ? holder.arn : policy.id,
            part: holder.name,
            usage: 'running',
            services: [],
            clusters: [],
            value: { policy, holder, grants: grants.filter(({ source }) => source === policy.id) },
          }),
        )
    })
}

function roles(look: Look<HolderSection>): readonly SubjectItem<EcsRole>[] {
  return look.once(holders).flatMap((holder): SubjectItem<EcsRole>[] => {
    if (holder.kind !== 'role') return []
    const boundary = holder.boundary && !('error' in holder.boundary) ? holder.boundary : undefined
    const grants = grantsOf(holder, boundary).filter(touchesEcs)
    const unread = holder.own.some(({ policy }) => 'error' in policy)
    if (grants.length === 0 && !unread) return []
    const { arn, name } = holder
    return [
      { id: arn, type: 'iam-role', name, arn, usage: 'running', services: [], clusters: [], value: { holder, grants } },
    ]
  })
}

const ecsActions = expandActions('ecs:*')

function users(look: Look<HolderSection>): readonly SubjectItem<EcsIdentity>[] {
  return look.once(holders).flatMap((holder): SubjectItem<EcsIdentity>[] => {
    if (holder.kind !== 'user') return []
    const grants = allGrantsOf(holder).filter(touchesEcs)
    const unread = [...holder.own, ...holder.inherited].some(({ policy }) => 'error' in policy)
    if (grants.length === 0 && !unread) return []
    const { arn, name } = holder
    return [
      { id: arn, type: 'iam-user', name, arn, usage: 'running', services: [], clusters: [], value: { holder, grants } },
    ]
  })
}

function touchesEcs(grant: Grant): boolean {
  return (
    canBeOf('ecs', grant.action) &&
    reachesService(grant.resource, 'ecs') &&
    ecsActions.some(({ name }) => grantsAction(grant, name))
  )
}
