import type { Count } from '../page.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter, FindingTab } from './filter.ts'

export interface FacetValue {
  value: string
  count: number
}

export type FacetName = 'account' | 'region' | 'pillar' | 'check' | 'severity' | 'status' | 'usage' | 'triage'

export interface Facets {
  /** Per facet the values that occur, the most frequent first; each facet ignores its own filter. */
  values: Record<FacetName, FacetValue[]>
  /** Counting stopped at 10,000 rows. */
  more: boolean
}

export declare function findingFacets(viewer: Viewer, filter: FindingFilter): Promise<Facets>

/** Rows behind every tab under the same filter. */
export declare function countTabs(viewer: Viewer, filter: FindingFilter): Promise<Record<FindingTab, Count>>
