import { notFound } from 'next/navigation'
import { cache } from 'react'
import { checksAbout } from '#app/_lib/checks.ts'
import { countText } from '#app/_lib/count-text.ts'
import { type AccountRow, listAccounts } from '#lib/data/accounts.ts'
import { type FindingDetail, findFinding } from '#lib/data/findings/detail.ts'
import { countTabs, type Facets, findingFacets } from '#lib/data/findings/facets.ts'
import type { FindingFilter, FindingTab } from '#lib/data/findings/filter.ts'
import {
  type CheckGroup,
  groupFindingsByCheck,
  groupFindingsByResource,
  type ResourceGroup,
} from '#lib/data/findings/groups.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import type { Page } from '#lib/data/page.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { listVerdict, scannedAccounts } from './list-words.ts'
import { type FindingsQuery, filterOf, orderOf, readFindingsQuery } from './search-params.ts'

export const pageSize = 50

export type Rows =
  | { group: 'none'; page: Page<FindingRow> }
  | { group: 'check'; groups: CheckGroup[] }
  | { group: 'resource'; groups: ResourceGroup[] }

export interface FindingsList {
  accounts: AccountRow[]
  /** What the list holds, in words and a number. */
  verdict: string
  /** Of the tab that is shown: "155". */
  count: string
  tabs: Record<FindingTab, string>
  facets: Facets
  rows: Rows
}

/** Reads an address once a request: the same one gives the same query. @param given the search parameters, as JSON */
export const readAddress = cache((given: string) => readFindingsQuery(JSON.parse(given)))

/** Everything around and in the list of one query; read once a request, for the title and for the page. */
export const readList = cache(async (viewer: Viewer, query: FindingsQuery): Promise<FindingsList> => {
  const filter = filterOf(query, query.q ? checksAbout(query.q) : [], viewer.userId)
  const [accounts, counts, facets, rows] = await Promise.all([
    listAccounts(viewer),
    countTabs(viewer, filter),
    findingFacets(viewer, filter),
    readRows(viewer, query, filter),
  ])
  const { open, regressed, unknown, excepted, resolved, registered } = counts
  const tabs: FindingsList['tabs'] = {
    open: countText(open),
    new: countText(counts.new),
    regressed: countText(regressed),
    unknown: countText(unknown),
    excepted: countText(excepted),
    resolved: countText(resolved),
    registered: countText(registered),
  }
  const verdict = listVerdict(query, {
    count: tabs[query.tab],
    bySeverity: facets.values.severity,
    isScanned: scannedAccounts(query, accounts).length > 0,
  })
  return { accounts, verdict, count: tabs[query.tab], tabs, facets, rows }
})

async function readRows(viewer: Viewer, query: FindingsQuery, filter: FindingFilter): Promise<Rows> {
  if (query.group === 'check') return { group: 'check', groups: await groupFindingsByCheck(viewer, filter) }
  if (query.group === 'resource') return { group: 'resource', groups: await groupFindingsByResource(viewer, filter) }
  const { after, before } = query
  return { group: 'none', page: await listFindings(viewer, filter, orderOf(query), { after, before, size: pageSize }) }
}

/** The finding that stands open beside the list. */
export async function readOpened(viewer: Viewer, { finding }: FindingsQuery): Promise<FindingDetail | undefined> {
  if (finding === undefined) return undefined
  return (await findFinding(viewer, finding)) ?? notFound()
}
