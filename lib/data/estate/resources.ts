import type { Severity } from '#lib/checks/result.ts'
import type { ResourceRelation } from '#lib/engine/resources.ts'
import type { Json } from '#lib/inventory/evidence.ts'
import type { AccountName, FindingRow } from '../findings/row.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Viewer } from '../viewer.ts'

export interface ResourceFilter {
  accounts?: readonly string[]
  regions?: readonly string[]
  types?: readonly string[]
  owners?: readonly string[]
  /** Only resources without an owner tag. */
  unowned?: boolean
  exposed?: boolean
  text?: string
}

export interface ResourceRow {
  /** Opens the detail. */
  id: number
  key: string
  type: string
  name: string
  arn?: string
  account: AccountName
  region: string
  owner?: string
  environment?: string
  exposed: boolean
  open: Record<Severity, number>
}

export interface ResourceDetail extends ResourceRow {
  tags: Record<string, string>
  configuration: Json
  relations: (ResourceRelation & { id?: number; name?: string; type?: string })[]
  /** ISO 8601. */
  firstSeen: string
  changedAt: string
  goneAt?: string
  /** Open first, the most urgent first; then resolved. At most 200. */
  findings: FindingRow[]
  passed: number
  unknown: number
}

/** By name within account; `page` reads by key. */
export declare function listResources(
  viewer: Viewer,
  filter: ResourceFilter,
  page?: PageRequest,
): Promise<Page<ResourceRow>>

export declare function countResources(
  viewer: Viewer,
  filter: ResourceFilter,
): Promise<{ total: number; byType: { type: string; count: number }[]; unowned: number }>

/** By id, ARN or key; undefined when there is none that the viewer may see. */
export declare function findResource(viewer: Viewer, id: number | string): Promise<ResourceDetail | undefined>
