import type { FindingDetail } from '#lib/data/findings/detail.ts'
import type { Json } from '#lib/inventory/evidence.ts'

/** The finding itself: what belongs to its resource, its neighbours and its history has pages of its own. */
export function rawFinding({ others: _, events: __, configuration: ___, ...finding }: FindingDetail): Json {
  return JSON.parse(JSON.stringify(finding))
}
