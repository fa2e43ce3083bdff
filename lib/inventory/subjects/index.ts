import type { SectionName } from '../sections.ts'
import { account, accountRegion } from './account.ts'
import { blockStorage } from './block-storage.ts'
import { bucket } from './buckets.ts'
import { cluster } from './cluster.ts'
import { containerHosts } from './container-hosts.ts'
import { dataStoreGroup } from './data-stores.ts'
import { ecsIdentity, ecsPolicy, ecsRole } from './ecs-access.ts'
import { entryPoint } from './entry-points.ts'
import { fileSystem } from './file-systems.ts'
import { hostGroup, instanceGroup } from './hosts.ts'
import { carriedRole, iamRole } from './iam.ts'
import { image, repository } from './images.ts'
import { instanceRole } from './instance-roles.ts'
import { loadBalancer } from './load-balancers.ts'
import { logGroup } from './logs.ts'
import { listener, securityGroup, targetGroup, vpc } from './network.ts'
import { secret } from './secrets.ts'
import { service, workload } from './service.ts'
import { serviceLinkedRole } from './service-linked-role.ts'
import type { SubjectKind } from './subject.ts'
import { subnet, vpcEndpoint } from './surroundings.ts'
import { container, family } from './task-definition.ts'

/** Every kind of subject a check can judge. */
export const subjects = {
  account,
  accountRegion,
  blockStorage,
  bucket,
  carriedRole,
  cluster,
  container,
  ecsIdentity,
  ecsPolicy,
  ecsRole,
  containerHosts,
  dataStoreGroup,
  entryPoint,
  family,
  fileSystem,
  hostGroup,
  iamRole,
  image,
  instanceGroup,
  instanceRole,
  listener,
  loadBalancer,
  logGroup,
  repository,
  secret,
  securityGroup,
  service,
  serviceLinkedRole,
  subnet,
  targetGroup,
  vpc,
  vpcEndpoint,
  workload,
} as const

export type KindName = keyof typeof subjects
type KindOf<K extends KindName> = (typeof subjects)[K]
export type ValueOf<K extends KindName> = KindOf<K> extends SubjectKind<infer T, infer _S> ? T : never
export type ReadsOf<K extends KindName> =
  KindOf<K> extends SubjectKind<infer _T, infer S extends SectionName> ? S : never
