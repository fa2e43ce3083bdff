import type { Severity } from '#lib/checks/result.ts'
import type { AccountName } from '../findings/row.ts'
import type { Scope } from '../posture/scope.ts'
import type { Viewer } from '../viewer.ts'

interface TreeNode {
  name: string
  arn: string
  /** The resource page, when the resource was collected. */
  resource?: number
  worst?: Severity
  open: number
}

export interface ContainerNode {
  name: string
  image?: string
  worst?: Severity
  open: number
}

export interface FamilyNode extends TreeNode {
  /** Revisions in use, the newest first. */
  revisions: number[]
  containers: ContainerNode[]
}

export interface ServiceNode extends TreeNode {
  launchType?: string
  desired: number
  running: number
  exposed: boolean
  families: FamilyNode[]
}

export interface ClusterNode extends TreeNode {
  account: AccountName
  region: string
  services: ServiceNode[]
}

/** Clusters, services, families and containers in use; worst severity and open findings are rolled up to the parents. */
export declare function readServiceTree(viewer: Viewer, scope?: Scope): Promise<ClusterNode[]>
