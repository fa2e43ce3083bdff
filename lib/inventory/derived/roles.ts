import type { Look } from '../look.ts'
import type { Role } from '../types/iam.ts'
import { parseArn, shortName } from './arn.ts'
import { definitionsByArn } from './definitions.ts'
import { ec2Hosts, type Host } from './hosts.ts'
import { type UsageSection, type Use, usesByRevision } from './usage.ts'

/** A task definition (or an override of it) that names a role. */
export interface RoleUse {
  region: string
  taskDefinitionArn: string
  family: string
  /** Execution role beside it, for comparison; undefined when none is set. */
  executionRoleArn?: string
  taskRoleArn?: string
  uses: readonly Use[]
}

export interface RoleUses {
  roleArn: string
  asTask: readonly RoleUse[]
  asExecution: readonly RoleUse[]
  /** Hosts whose instance profile carries the role. */
  asInstance: readonly (Host & { region: string })[]
}

export type RoleSection = UsageSection | 'roles' | 'instances' | 'autoScalingGroups'

/** The role an ARN or a bare name refers to. Roles have paths, so a bare name is compared with RoleName. */
export function findRole(look: Look<'roles'>, arnOrName: string): Role | undefined {
  return (
    look.get('roles', arnOrName) ??
    look.all('roles').find((role) => role.RoleName === shortName(arnOrName) && isLocal(look, arnOrName))
  )
}

/** Whether a role reference belongs to the scanned account; a bare name does. */
export function isLocal(look: Look<never>, arnOrName: string): boolean {
  const account = parseArn(arnOrName)?.account
  return account === undefined || account === look.account
}

/** Every role that tasks in use run with, over all regions, by ARN. Overrides win over the definition and count beside it. */
export function roleUses(look: Look<RoleSection>): readonly RoleUses[] {
  const found = new Map<
    string,
    { asTask: RoleUse[]; asExecution: RoleUse[]; asInstance: (Host & { region: string })[] }
  >()
  const entry = (reference: string) => {
    const arn = resolveArn(look, reference)
    const known = found.get(arn)
    if (known) return known
    const made = { asTask: [], asExecution: [], asInstance: [] }
    found.set(arn, made)
    return made as { asTask: RoleUse[]; asExecution: RoleUse[]; asInstance: (Host & { region: string })[] }
  }
  for (const region of look.regions) {
    const here = look.in(region)
    const definitions = here.once(definitionsByArn)
    for (const [taskDefinitionArn, uses] of here.once(usesByRevision)) {
      const definition = definitions.get(taskDefinitionArn)
      if (!definition) continue
      for (const [taskRoleArn, group] of byRole(uses, definition.taskRoleArn, 'taskRoleArn')) {
        const { family, executionRoleArn } = definition
        if (taskRoleArn)
          entry(taskRoleArn).asTask.push({
            region,
            taskDefinitionArn,
            family,
            executionRoleArn,
            taskRoleArn,
            uses: group,
          })
      }
      for (const [executionRoleArn, group] of byRole(uses, definition.executionRoleArn, 'executionRoleArn')) {
        const { family, taskRoleArn } = definition
        if (executionRoleArn)
          entry(executionRoleArn).asExecution.push({
            region,
            taskDefinitionArn,
            family,
            executionRoleArn,
            taskRoleArn,
            uses: group,
          })
      }
    }
    for (const host of ec2Hosts(here)) {
      const profile = host.instance?.IamInstanceProfile?.Arn
      const role = profile && look.once(rolesByReference).byProfile.get(profile)
      if (role) entry(role.Arn).asInstance.push({ ...host, region })
    }
  }
  return [...found].map(([roleArn, uses]) => ({ roleArn, ...uses }))
}

/** Groups uses by the role they really get: an override's, else the definition's. */
function byRole(uses: readonly Use[], own: string | undefined, field: 'taskRoleArn' | 'executionRoleArn') {
  return Map.groupBy(uses, (use) => use.override?.[field] ?? own)
}

/** The roles that were read, by what refers to them: an account may have thousands. */
function rolesByReference(look: Look<'roles'>) {
  const roles = look.seen('roles')
  return {
    byArn: new Map(roles.map((role) => [role.Arn, role])),
    byName: new Map(roles.map((role) => [role.RoleName, role])),
    byProfile: new Map(roles.flatMap((role) => role.InstanceProfileList.map((profile) => [profile.Arn, role]))),
  }
}

/** A bare role name becomes the ARN of the account's role, or an ARN of the usual shape when there is no such role. */
function resolveArn(look: Look<RoleSection>, reference: string): string {
  const { byArn, byName } = look.once(rolesByReference)
  const role = byArn.get(reference) ?? (isLocal(look, reference) ? byName.get(shortName(reference)) : undefined)
  if (role) return role.Arn
  return parseArn(reference) ? reference : `arn:${look.partition}:iam::${look.account}:role/${reference}`
}
