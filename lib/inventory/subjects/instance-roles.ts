import { shortName } from '../derived/arn.ts'
import { type Host, hostsByLaunch } from '../derived/hosts.ts'
import { isLocal } from '../derived/roles.ts'
import type { Look } from '../look.ts'
import type { CapacityProvider } from '../types/ecs.ts'
import type { Role } from '../types/iam.ts'
import type { ManagedNode } from '../types/secrets.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** A role that hosts of ECS carry, over all regions. */
export interface InstanceRoleSubject {
  role: Role
  /** Hosts whose instance profile holds it, or that Systems Manager gives it to. */
  hosts: readonly (Host & { region: string })[]
  /** Capacity providers whose Managed Instances get it. */
  providers: readonly CapacityProvider[]
  /** Machines of ECS Anywhere. */
  nodes: readonly ManagedNode[]
}

const reads = ['containerInstances', 'instances', 'capacityProviders', 'managedNodes', 'roles'] as const
type Section = (typeof reads)[number]
type Found = { hosts: (Host & { region: string })[]; providers: CapacityProvider[]; nodes: ManagedNode[] }

/** Roles of container hosts of every kind, once per account. */
export const instanceRole: SubjectKind<InstanceRoleSubject, Section> = {
  type: 'iam-role',
  global: true,
  reads,
  find: (look) => look.once(instanceRoles),
  concerns: (gap) => gap.section !== 'managedNodes' || !gap.resource?.startsWith('i-'),
}

function instanceRoles(look: Look<Section>): readonly SubjectItem<InstanceRoleSubject>[] {
  const roles = look.seen('roles')
  const ofProfile = new Map(roles.flatMap((role) => role.InstanceProfileList.map(({ Arn }) => [Arn, role] as const)))
  const byName = new Map(roles.map((role) => [role.RoleName, role]))
  const found = new Map<Role, Found>()
  const entry = (role: Role): Found => {
    const known = found.get(role) ?? { hosts: [], providers: [], nodes: [] }
    found.set(role, known)
    return known
  }
  for (const region of look.regions) {
    const here = look.in(region)
    const nodes = new Map(here.seen('managedNodes').map((one) => [one.InstanceId, one]))
    for (const host of [...here.once(hostsByLaunch).values()].flat()) {
      const role = ofProfile.get(host.instance?.IamInstanceProfile?.Arn ?? '')
      if (role) entry(role).hosts.push({ ...host, region })
      const id = host.registration.ec2InstanceId ?? ''
      const node = id.startsWith('mi-') ? nodes.get(id) : undefined
      const given = node?.IamRole && isLocal(look, node.IamRole) ? byName.get(shortName(node.IamRole)) : undefined
      if (!node || !given) continue
      entry(given).hosts.push({ ...host, region })
      entry(given).nodes.push(node)
    }
    for (const provider of here.seen('capacityProviders')) {
      const role = ofProfile.get(provider.managedInstancesProvider?.instanceLaunchTemplate?.ec2InstanceProfileArn ?? '')
      if (role) entry(role).providers.push(provider)
    }
  }
  return [...found].map(
    ([role, uses]): SubjectItem<InstanceRoleSubject> => ({
      id: role.Arn,
      type: 'iam-role',
      name: role.RoleName,
      arn: role.Arn,
      usage: uses.hosts.length > 0 ? 'running' : 'desired',
      services: [],
      clusters: [...new Set(uses.hosts.map(({ registration }) => registration.clusterArn))],
      value: { role, ...uses },
    }),
  )
}
