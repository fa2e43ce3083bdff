import { type Severity, statusOrder } from '#lib/checks/result.ts'
import type { Status } from '#lib/engine/outcome.ts'
import type { CheckCounts } from '#lib/score/counts.ts'
import { whatIfAllFixed } from '#lib/score/what-if.ts'
import { readCounts } from '../posture/counts.ts'
import type { Scope } from '../posture/scope.ts'
import { worstByCheck } from '../tally/count.ts'
import { currentCells } from '../tally/current.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

/** How the estate stands on one check. A recommendation without a row has never been evaluated. */
export interface Standing extends CheckCounts {
  /** The worst that occurs in use: fail, unknown, manual, pass, not_applicable. */
  status: Status
  /** The worst open finding's severity. */
  worst?: Severity
  /** Points of the unrounded score if all its failures are fixed. */
  gain?: number
}

/** By check id; join with the catalogue for the whole guide. */
export async function readStandings(viewer: Viewer, scope: Scope = {}): Promise<Map<string, Standing>> {
  const [counts, worst] = await Promise.all([readCounts(viewer, scope), readWorst(viewer, scope)])
  return new Map(
    counts.map((each) => [each.check, standingOf(each, worst.get(each.check), counts)] satisfies [string, Standing]),
  )
}

/** The standing of one check; undefined when it has never been evaluated. */
export async function readStanding(
  viewer: Viewer,
  check: string,
  scope: Scope = {},
): Promise<{ standing?: Standing; counts: CheckCounts[] }> {
  const [counts, worst] = await Promise.all([readCounts(viewer, scope), readWorst(viewer, scope)])
  const own = counts.find((each) => each.check === check)
  return { counts, ...(own && { standing: standingOf(own, worst.get(check), counts) }) }
}

function standingOf(own: CheckCounts, worst: Severity | undefined, counts: readonly CheckCounts[]): Standing {
  const gain = own.fail > 0 ? whatIfAllFixed(counts, new Set([own.check])).gain : undefined
  return { ...own, status: statusOf(own), ...(worst && { worst }), ...(gain !== undefined && { gain }) }
}

/** `waiting` is unknown as well, only beside the score; what is under exception still fails. */
function statusOf(counts: CheckCounts): Status {
  const occurs: Readonly<Record<Status, number>> = {
    fail: counts.fail + counts.excepted,
    unknown: counts.unknown + counts.waiting,
    manual: counts.manual,
    pass: counts.pass,
    not_applicable: 1,
  }
  return statusOrder.find((status) => occurs[status] > 0) ?? 'not_applicable'
}

async function readWorst(viewer: Viewer, scope: Scope): Promise<Map<string, Severity>> {
  const open = await currentCells('open', visibleAccounts(viewer, scope.accounts))
  return worstByCheck(open.values())
}
