import { describe, expect, test } from 'vitest'
import { activeFilters, listVerdict, scannedAccounts } from './list-words.ts'
import { type FindingsQuery, readFindingsQuery } from './search-params.ts'

const queryOf = (given: Record<string, string> = {}): FindingsQuery => {
  const read = readFindingsQuery(given)
  if ('problem' in read) throw new Error(read.problem)
  return read.query
}
const listed = (count: string, severities = bySeverity) => ({ count, bySeverity: severities, isScanned: true })
const bySeverity = [
  { value: 'medium', count: 80 },
  { value: 'high', count: 31 },
  { value: 'critical', count: 3 },
]

describe('the verdict of a list', () => {
  test('names the two worst severities that it holds', () => {
    expect(listVerdict(queryOf(), listed('114'))).toBe('3 critical, 31 high')
  })

  test('names only what the filter lets through', () => {
    expect(listVerdict(queryOf({ severity: 'medium' }), listed('80'))).toBe('80 medium')
    expect(listVerdict(queryOf({ severity: 'low' }), listed('0'))).toBe('Nothing matches')
  })

  test('never calls an estate clean because a filter leaves nothing', () => {
    expect(listVerdict(queryOf({ q: 'zzz' }), listed('0', []))).toBe('Nothing matches')
    expect(listVerdict(queryOf(), listed('0', []))).toBe('Nothing open')
  })

  test('never calls what was not scanned clean', () => {
    expect(listVerdict(queryOf(), { ...listed('0', []), isScanned: false })).toBe('Not scanned yet')
    const accounts = [{ id: '111122223333', lastScan: {} }, { id: '444455556666' }]
    expect(scannedAccounts(queryOf({ account: '444455556666' }), accounts)).toEqual([])
    expect(scannedAccounts(queryOf(), accounts)).toHaveLength(1)
  })

  test('of another tab counts what the tab is about', () => {
    expect(listVerdict(queryOf({ tab: 'unknown' }), listed('17', []))).toBe('17 could not be judged')
  })
})

test('chips tell the filters in force, and nothing else of the address', () => {
  const query = queryOf({ tab: 'new', severity: 'critical,high', account: '111122223333', sort: '-first-seen' })
  const nameOf = (name: string, value: string) => (name === 'account' ? 'prod' : value)
  expect(activeFilters(query, nameOf)).toEqual([
    { name: 'severity', label: 'Severity', value: 'critical, high' },
    { name: 'account', label: 'Account', value: 'prod' },
  ])
})
