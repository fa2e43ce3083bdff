import { expect, test } from 'vitest'
import { type FindingLine, findingsCsvHead, findingsCsvLines } from './findings-csv.ts'
import { exportName } from './plain-csv.ts'

const names = findingsCsvHead().replace('\uFEFF', '').trim().split(',')
const line: FindingLine = {
  id: 'F-1',
  severity: 'high',
  status: 'fail',
  confidence: 'certain',
  title: 'Container runs as root',
  message: 'app runs as root.',
  resource: 'api / app',
  resource_type: 'container',
  resource_id: 'api#app',
  resource_arn: '',
  account: '111122223333',
  account_name: 'prod',
  region: 'eu-west-1',
  usage: 'running',
  faces_internet: 'no',
  owner: '',
  environment: '',
  first_seen: '2026-11-22T08:00:00.000Z',
  resolved_at: '',
  check: 'ctr-non-root-user',
  pillar: 'security',
  fingerprint: 'f',
  scan: '1',
  scanned_at: '2026-11-22T08:00:00.000Z',
  coverage: '94 %',
  check_set: '38 checks, h',
  filter: '/findings',
  exported_at: '2026-11-22T08:00:00.000Z',
}

test('the head is UTF-8 with a byte order mark and names every column', () => {
  expect(findingsCsvHead().startsWith('\uFEFFid,severity,')).toBe(true)
  expect(names).toEqual([...new Set(names)])
})

test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1'])('a name such as %j is no formula', (name) => {
  const [, cell] = findingsCsvLines([{ ...line, severity: name }]).split(',', 2)
  expect(cell).not.toMatch(/^"?[=+\-@\t\r]/)
})

test('a name cannot begin another line or another column', () => {
  expect(
    findingsCsvLines([{ ...line, id: 'a,b\nc' }])
      .trim()
      .split('\n'),
  ).toHaveLength(1)
})

test('every column of a line stands under its name', () => {
  const cells = findingsCsvLines([{ ...line, check_set: 'h' }])
    .trim()
    .split(',')
  expect([cells[names.indexOf('account')], cells[names.indexOf('filter')]]).toEqual(['111122223333', '/findings'])
})

test('the file is named after its account and day', () => {
  const now = new Date('2026-11-22T23:59:00Z')
  expect(exportName(['111122223333'], now, 'findings.csv')).toBe('tidewaiter_111122223333_2026-11-22_findings.csv')
  expect(exportName(undefined, now, 'unused.sh')).toBe('tidewaiter_all_2026-11-22_unused.sh')
  expect(exportName(['111122223333', '444455556666'], now, 'exceptions.csv')).toBe(
    'tidewaiter_all_2026-11-22_exceptions.csv',
  )
})
