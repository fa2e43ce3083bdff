import { counted, grouped } from '#components/score/format.ts'
import { type Severity, severities } from '#lib/checks/result.ts'
import type { FacetValue } from '#lib/data/findings/facets.ts'
import type { FindingTab } from '#lib/data/findings/filter.ts'
import type { FindingsQuery } from './search-params.ts'

export const tabWords: Readonly<Record<FindingTab, string>> = {
  open: 'Open',
  new: 'New',
  regressed: 'Regressed',
  unknown: 'Unknown',
  excepted: 'Under exception',
  resolved: 'Resolved, 30 d',
  registered: 'Registered only',
}

/** The accounts that the query is about and that have been scanned. */
export function scannedAccounts<Account extends { id: string; lastScan?: unknown }>(
  { account }: FindingsQuery,
  accounts: readonly Account[],
): Account[] {
  return accounts.filter(({ id, lastScan }) => lastScan !== undefined && (!account || account.includes(id)))
}

interface Listed {
  /** Rows of the tab. */
  count: string
  /** Rows of each severity, whatever the query asks of it. */
  bySeverity: readonly FacetValue[]
  /** Whether any account in question was scanned: before that nothing is known, and nothing is clean. */
  isScanned: boolean
}

/** What a list holds, in words and a number: "3 critical, 31 high", "4 new". */
export function listVerdict(query: FindingsQuery, { count, bySeverity, isScanned }: Listed): string {
  if (!isScanned) return 'Not scanned yet'
  if (query.tab !== 'open') return tabVerdicts[query.tab](count)
  const asked: readonly Severity[] = query.severity ?? severities
  const worst = severities.flatMap((severity) => {
    const open = bySeverity.find(({ value }) => value === severity)?.count ?? 0
    return open > 0 && asked.includes(severity) ? [`${grouped(open)} ${severity}`] : []
  })
  if (worst.length > 0) return worst.slice(0, 2).join(', ')
  return activeFilters(query, (_, value) => value).length > 0 ? 'Nothing matches' : 'Nothing open'
}

const tabVerdicts: Readonly<Record<Exclude<FindingTab, 'open'>, (count: string) => string>> = {
  new: (count) => `${count} new since the scan before`,
  regressed: (count) => `${count} back since the scan before`,
  unknown: (count) => `${count} could not be judged`,
  excepted: (count) => `${count} under exception`,
  resolved: (count) => `${count} resolved in 30 days`,
  registered: (count) => `${count} on revisions that nothing uses`,
}

/** What an empty list says where no filter emptied it. */
export const clearWords: Readonly<Record<FindingTab, string>> = {
  open: 'Nothing is open',
  new: 'Nothing new since the scan before',
  regressed: 'Nothing came back since the scan before',
  unknown: 'Everything could be judged',
  excepted: 'No exception is in force',
  resolved: 'Nothing was resolved in 30 days',
  registered: 'No unused revision fails a check',
}

type FilterName = Exclude<keyof FindingsQuery, 'tab' | 'group' | 'sort' | 'after' | 'before' | 'from' | 'finding'>

const filterNames: Readonly<Record<FilterName, string>> = {
  severity: 'Severity',
  pillar: 'Pillar',
  check: 'Check',
  account: 'Account',
  region: 'Region',
  usage: 'Use',
  status: 'Status',
  triage: 'Triage',
  assigned: 'Assigned to',
  owner: 'Owner',
  tag: 'Tag',
  service: 'Service',
  cluster: 'Cluster',
  resource: 'Resource',
  exposed: 'Faces the internet',
  older: 'Open for',
  since: 'Resolved by',
  q: 'Search',
}

const isFilterName = (name: string): name is FilterName => Object.hasOwn(filterNames, name)

export interface ActiveFilter {
  name: FilterName
  label: string
  value: string
}

/** The filters in force, as chips say them. @param nameOf names a value: the alias of an account */
export function activeFilters(
  query: FindingsQuery,
  nameOf: (name: FilterName, value: string) => string,
): ActiveFilter[] {
  return Object.keys(filterNames)
    .filter(isFilterName)
    .flatMap((name) => {
      const value = query[name]
      if (value === undefined) return []
      const values = Array.isArray(value) ? value.map((each) => nameOf(name, each)) : [nameOf(name, String(value))]
      return [{ name, label: filterNames[name], value: values.join(', ') }]
    })
}

/** "1 day or more". */
export function olderWords(days: string): string {
  return `${counted(Number(days), 'day')} or more`
}
