import { expect, test } from 'vitest'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { lineOf } from './lines.ts'

const at = '2026-11-22T08:00:00.000Z'
const exception: ExceptionRow = {
  id: 31,
  kind: 'risk_accepted',
  reason: 'Known, and planned.',
  scope: { kind: 'tag', check: 'ctr-non-root-user', key: 'team', value: 'pay' },
  severity: 'high',
  state: 'revoked',
  requested: { by: { id: 'n', name: 'H. Novak' }, at },
  approved: { by: { id: 'o', name: 'Grace' }, at },
  ended: { by: { id: 'o', name: 'Grace' }, at },
  expiresAt: '2026-12-12T00:00:00.000Z',
  covers: 0,
}

test('a line of the file says who asked, who approved, how it ended and what it was about', () => {
  expect(lineOf(exception)).toMatchObject({
    id: 'E-31',
    state: 'Revoked',
    scope: 'tag team:pay, every account',
    tag: 'team:pay',
    finding: '',
    account: '',
    requested_by: 'H. Novak',
    approved_by: 'Grace',
    ended_at: at,
    expires_at: '2026-12-12T00:00:00.000Z',
  })
})
