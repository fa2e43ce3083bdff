import { expect, test } from 'vitest'
import { requestException } from '#lib/data/exceptions/request.ts'
import { countFindings } from '#lib/data/findings/facets.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf } from '#lib/data/testing/scans.ts'
import { keepClock } from './clock.ts'

setupTestDatabase()

const dayMs = 86_400_000

test('the clock alone, without a scan, brings back what an exception hid on its day', async () => {
  await addTestAccount(production, 'prod')
  await scanOf([containerOutcome('web', 'fail')])
  await requestException(administrator, {
    kind: 'risk_accepted',
    reason: 'The image is rebuilt tomorrow.',
    scope: { kind: 'account', check: 'ctr-non-root-user', account: production },
    expiresAt: new Date(Date.now() + dayMs),
  })
  const open = async () => (await countFindings(administrator, { tab: 'open' })).count
  await keepClock(new Date())
  expect(await open()).toBe(0)
  await keepClock(new Date(Date.now() + 2 * dayMs))
  expect(await open()).toBe(1)
})
