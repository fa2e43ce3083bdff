import type { Count, Page, PageRequest } from '../page.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter, FindingOrder } from './filter.ts'
import type { FindingRow } from './row.ts'

/** One page of findings in the given order (the most urgent first when absent). */
export declare function listFindings(
  viewer: Viewer,
  filter: FindingFilter,
  order?: FindingOrder,
  page?: PageRequest,
): Promise<Page<FindingRow>>

/** How many findings the filter holds. Exact without search, tag or age; else it stops at 10,000. */
export declare function countFindings(viewer: Viewer, filter: FindingFilter): Promise<Count>
