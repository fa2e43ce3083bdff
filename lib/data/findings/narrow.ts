import { type Severity, severities } from '#lib/checks/result.ts'
import type { Binder } from '../sql.ts'
import { type CellCounts, countCells, type Wanted } from '../tally/count.ts'
import { currentCells } from '../tally/current.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter } from './filter.ts'
import { type AccountColumn, baseConditions, facetConditions, facetValues, rankBand } from './where.ts'

/** A filter, and what the roll-up knows of the findings that it holds. */
export interface Narrowed {
  filter: FindingFilter
  /** They are at most so many; absent when it does not know. */
  most?: number
  /** The severities they have, where that narrows more than the filter does. */
  occurring?: readonly Severity[]
}

/**
 * Asks the roll-up, which takes this process some milliseconds, where that is shorter than what it saves: for a filter with
 * pillars, or whenever `isWorth`. Of tabs but `open`, and of a filter without a facet, it has nothing to tell.
 */
export async function narrow(viewer: Viewer, filter: FindingFilter, isWorth = false): Promise<Narrowed> {
  const wanted = facetValues(filter)
  const isAsked = filter.pillars || (isWorth && Object.values(wanted).some((values) => values !== undefined))
  if (filter.tab !== 'open' || !isAsked) return { filter }
  const cells = await currentCells('open', visibleAccounts(viewer, filter.accounts))
  const counted = countCells(cells, wanted)
  return {
    filter: byChecks(filter, counted, (others) => countCells(cells, { ...wanted, ...others }).total),
    most: counted.total,
    ...(filter.pillars && { occurring: severities.filter((severity) => counted.values.severity.has(severity)) }),
  }
}

/** A pillar with this share of the findings is met soon in whatever order they are read. */
const common = 0.1

/**
 * Findings have an index by check, none by pillar: few of a pillar are found by their checks. To ask for the pillar as well
 * would make Postgres expect a fraction of what there is; it is needed where a check has findings of another one, from
 * before it was moved.
 */
function byChecks(filter: FindingFilter, counted: CellCounts, totalOf: (wanted: Wanted) => number): FindingFilter {
  if (!filter.pillars || filter.checks || counted.total === 0) return filter
  const ofAnyPillar = counted.values.pillar.values().reduce((sum, count) => sum + count, 0)
  if (counted.total >= common * ofAnyPillar) return filter
  const checks = [...counted.values.check.keys()]
  const isMoved = totalOf({ pillar: undefined, check: checks }) !== counted.total
  return { ...filter, checks, ...(!isMoved && { pillars: undefined }) }
}

/**
 * The conditions over `source`, in terms that indexes begin with.
 * @param account what tells the account; of the finding when absent
 */
export async function narrowedConditions(
  viewer: Viewer,
  { filter, occurring }: Narrowed,
  sql: Binder,
  account?: AccountColumn,
): Promise<string[]> {
  return [
    ...(await baseConditions(viewer, filter, sql, account)),
    ...Object.values(facetConditions(filter, sql, account)),
    ...(occurring ? [rankBand(occurring)] : []),
  ]
}
