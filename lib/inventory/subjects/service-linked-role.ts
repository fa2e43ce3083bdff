import { activeServices } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import type { Role } from '../types/iam.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** The role that Amazon ECS acts with in an account, there or not, and the services of all regions. */
export interface ServiceLinkedRole {
  arn: string
  role: Role | undefined
  services: readonly Service[]
}

const reads = ['clusters', 'services', 'roles'] as const
type Section = (typeof reads)[number]

/** Once per account that has any cluster. */
export const serviceLinkedRole: SubjectKind<ServiceLinkedRole, Section> = {
  type: 'iam-role',
  global: true,
  reads,
  find,
}

function find(look: Look<Section>): readonly SubjectItem<ServiceLinkedRole>[] {
  const regions = look.regions.map((region) => look.in(region))
  if (regions.every((here) => here.seen('clusters').length === 0)) return []
  const name = 'AWSServiceRoleForECS'
  const path = '/aws-service-role/ecs.amazonaws.com/'
  const arn = `arn:${look.partition}:iam::${look.account}:role${path}${name}`
  const base = { id: arn, type: 'iam-role', name, arn, usage: 'running' as const, services: [], clusters: [] }
  const unread = look.gaps('roles')
  if (unread.length > 0) return [{ ...base, unread }]
  const role = look.seen('roles').find((one) => one.RoleName === name && one.Path === path)
  return [{ ...base, value: { arn, role, services: regions.flatMap((here) => activeServices(here)) } }]
}
