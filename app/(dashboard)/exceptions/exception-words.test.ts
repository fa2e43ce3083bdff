import { describe, expect, test } from 'vitest'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { coveredHref, exceptionVerdict, listVerdict, scopeWords, timeLeft } from './exception-words.ts'

const account = { id: '111122223333', alias: 'prod' }
const at = '2026-11-22T08:00:00.000Z'
const exception: ExceptionRow = {
  id: 31,
  kind: 'risk_accepted',
  reason: 'Known, and planned.',
  scope: { kind: 'account', check: 'ctr-non-root-user', account: account.id },
  account,
  severity: 'high',
  state: 'active',
  requested: { by: { id: 'n', name: 'H. Novak' }, at },
  expiresAt: '2026-12-12T00:00:00.000Z',
  covers: 7,
}

test('the head of the list says how many hide how much, and what ends soon', () => {
  expect(listVerdict({ active: 5, expiring: 2, pending: 0, hidden: '14' })).toBe(
    '5 exceptions hide 14 findings, 2 end within 30 days',
  )
  expect(listVerdict({ active: 1, expiring: 0, pending: 1, hidden: '1' })).toBe(
    '1 exception hides 1 finding, 1 waits for approval',
  )
  expect(listVerdict({ active: 0, expiring: 0, pending: 0, hidden: '0' })).toBe('No exception is in force')
})

describe('an exception', () => {
  test('says what it is about, and where', () => {
    expect(scopeWords(exception)).toBe('every resource in prod')
    const tag = { kind: 'tag', check: 'ctr-non-root-user', key: 'team', value: 'pay' } as const
    expect(scopeWords({ scope: tag })).toBe('tag team:pay, every account')
    const one = { kind: 'finding', check: 'ctr-non-root-user', account: account.id, finding: 'F-7' } as const
    expect(scopeWords({ scope: one, account, subject: 'web / app' })).toBe('web / app, prod')
  })

  test('leads to the list of what it hides', () => {
    expect(coveredHref(exception)).toBe('/findings?tab=excepted&check=ctr-non-root-user&account=111122223333')
    const scope = { kind: 'tag', check: 'x', account: account.id, key: 'team', value: 'a,b' } as const
    expect(coveredHref({ ...exception, scope })).toBe(
      '/findings?tab=excepted&check=x&account=111122223333&tag=team:a,b',
    )
  })

  test('says how it stands, and until when', () => {
    expect(exceptionVerdict(exception)).toBe('E-31 hides 7 findings until 12 Dec 2026')
    expect(exceptionVerdict({ ...exception, state: 'pending' })).toBe(
      'E-31 waits for a second person, and hides nothing',
    )
    expect(exceptionVerdict({ ...exception, state: 'lapsed', ended: { by: exception.requested.by, at } })).toBe(
      'E-31 lapsed on 22 Nov 2026',
    )
    expect(timeLeft(exception.expiresAt, new Date(at))).toBe('20 d left')
    expect(timeLeft(exception.expiresAt, new Date('2026-12-12T00:00:00.000Z'))).toBeUndefined()
  })
})
