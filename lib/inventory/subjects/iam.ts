import { shortName } from '../derived/arn.ts'
import { findRole, isLocal, type RoleSection, type RoleUses, roleUses } from '../derived/roles.ts'
import { usageReads } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Role } from '../types/iam.ts'
import { type InstanceRoleSubject, instanceRole } from './instance-roles.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** A role that tasks, agents or hosts run with. `role` is undefined when it does not exist, or belongs to another account. */
export interface RoleSubject extends RoleUses {
  role: Role | undefined
  foreign: boolean
}

const reads = [...usageReads, 'roles', 'instances'] as const

/** Task, execution and instance roles, once per account. */
export const iamRole: SubjectKind<RoleSubject, RoleSection> = {
  type: 'iam-role',
  global: true,
  reads,
  find: (look) => look.once(roles),
}

const carriedReads = [...new Set([...reads, ...instanceRole.reads])]

/** Those, and the roles of hosts of every other kind: Managed Instances, and machines of ECS Anywhere. */
export const carriedRole: SubjectKind<RoleSubject, RoleSection | (typeof instanceRole.reads)[number]> = {
  type: 'iam-role',
  global: true,
  reads: carriedReads,
  find: (look) => {
    const own = look.once(roles)
    const known = new Set(own.map(({ id }) => id))
    return [
      ...own,
      ...instanceRole
        .find(look)
        .filter(({ id }) => !known.has(id))
        .map(toRoleSubject),
    ]
  },
}

function toRoleSubject(item: SubjectItem<InstanceRoleSubject>): SubjectItem<RoleSubject> {
  if (item.unread) return item
  const { role, hosts } = item.value
  const value = { roleArn: role.Arn, asTask: [], asExecution: [], asInstance: hosts, role, foreign: false }
  return { ...item, value }
}

function roles(look: Look<RoleSection>): readonly SubjectItem<RoleSubject>[] {
  return look.once(roleUses).map((uses): SubjectItem<RoleSubject> => {
    const all = [...uses.asTask, ...uses.asExecution].flatMap((one) => one.uses)
    const base = {
      id: uses.roleArn,
      type: 'iam-role',
      name: shortName(uses.roleArn),
      arn: uses.roleArn,
      usage: strongestUsage([
        ...all.map((use) => use.usage),
        ...(uses.asInstance.length > 0 ? ['running' as const] : []),
      ]),
      services: [...new Set(all.flatMap((use) => use.service?.serviceArn ?? []))],
      clusters: [...new Set(all.map((use) => use.clusterArn))],
    }
    const foreign = !isLocal(look, uses.roleArn)
    const unread = look.gaps('roles')
    if (!foreign && unread.length > 0) return { ...base, unread }
    return { ...base, value: { ...uses, foreign, role: foreign ? undefined : findRole(look, uses.roleArn) } }
  })
}
