import type { SectionName } from '../sections.ts'
import { account, accountRegion } from './account.ts'
import { bucket } from './buckets.ts'
import { cluster } from './cluster.ts'
import { containerHosts } from './container-hosts.ts'
import { ecsPolicy, ecsRole } from './ecs-access.ts'
import { fileSystem } from './file-systems.ts'
import { hostGroup, instanceGroup } from './hosts.ts'
import { iamRole } from './iam.ts'
import { image, repository } from './images.ts'
import { logGroup } from './logs.ts'
import { listener, securityGroup, targetGroup, vpc } from './network.ts'
import { secret } from './secrets.ts'
import { service, workload } from './service.ts'
import { serviceLinkedRole } from './service-linked-role.ts'
import type { SubjectKind } from './subject.ts'
import { container, family } from './task-definition.ts'

/** Every kind of subject a check can judge. */
export const subjects = {
  account,
  accountRegion,
  bucket,
  cluster,
  container,
  ecsPolicy,
  ecsRole,
  containerHosts,
  family,
  fileSystem,
  hostGroup,
  iamRole,
  image,
  instanceGroup,
  listener,
  logGroup,
  repository,
  secret,
  securityGroup,
  service,
  serviceLinkedRole,
  targetGroup,
  vpc,
  workload,
} as const

export type KindName = keyof typeof subjects
type KindOf<K extends KindName> = (typeof subjects)[K]
export type ValueOf<K extends KindName> = KindOf<K> extends SubjectKind<infer T, infer _S> ? T : never
export type ReadsOf<K extends KindName> =
  KindOf<K> extends SubjectKind<infer _T, infer S extends SectionName> ? S : never
