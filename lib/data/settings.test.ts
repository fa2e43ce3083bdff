import { expect, test } from 'vitest'
import { listAudit } from './audit.ts'
import { readRateShare, saveRateShare } from './settings.ts'
import { setupTestDatabase } from './testing/database.ts'
import { administrator } from './testing/scans.ts'

setupTestDatabase()

test('the share is nine tenths until an administrator sets another, and the audit log says who did', async () => {
  expect(await readRateShare()).toBe(90)
  await saveRateShare(administrator, 50)
  expect(await readRateShare()).toBe(50)
  const { rows } = await listAudit(administrator)
  expect(rows[0]).toMatchObject({
    verb: 'setting.change',
    target: 'setting/rate-share',
    before: { percent: 90 },
    after: { percent: 50 },
  })
})

test('a share that is set to what it is leaves no entry', async () => {
  await saveRateShare(administrator, 70)
  const before = (await listAudit(administrator)).rows.length
  await saveRateShare(administrator, 70)
  expect((await listAudit(administrator)).rows.length).toBe(before)
})

test.each([9, 101, 50.5, Number.NaN])('%d percent are refused in one sentence', async (percent) => {
  await expect(saveRateShare(administrator, percent)).rejects.toThrow('whole number from 10 to 100 percent')
})

test('only an administrator may set it', async () => {
  await expect(saveRateShare({ ...administrator, role: 'operator' }, 50)).rejects.toThrow('ask an administrator')
})
