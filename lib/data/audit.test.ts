import { expect, test } from 'vitest'
import { appendAudit, findTampering, listAudit } from './audit.ts'
import { pool } from './client.ts'
import { setupTestDatabase } from './testing/database.ts'
import { administrator, production, staging } from './testing/scans.ts'
import { inTransaction } from './transaction.ts'

setupTestDatabase()

test('the audit log refuses changes, and a change made past the refusal breaks the chain', async () => {
  await append('account.add', production, { alias: 'prod', note: 'ü "quoted"' })
  await append('account.pause', production)
  await append('account.add', staging)
  expect(await findTampering(administrator)).toBeUndefined()

  for (const statement of [
    `update audit_log set name = 'nobody'`,
    'delete from audit_log where id = 2',
    'truncate audit_log',
  ]) {
    await expect(pool().query(statement)).rejects.toThrow('append-only')
  }

  const { items } = await page(1)
  expect(items).toEqual([['account.add', staging]])
  expect((await listAudit({ ...administrator, accounts: [production] })).rows.map((row) => row.verb)).toEqual([
    'account.pause',
    'account.add',
  ])

  await unguarded(`update audit_log set after = '{"alias": "other"}' where id = 1`)
  expect(await findTampering(administrator)).toBe(1)
  await unguarded(`update audit_log set after = '{"note": "ü \\"quoted\\"", "alias": "prod"}' where id = 1`)
  expect(await findTampering(administrator)).toBeUndefined()
  await unguarded('delete from audit_log where id = 2')
  expect(await findTampering(administrator)).toBe(3)
})

test('writers that come at once make one chain', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => append('setting.change', `setting/${index}`)))
  const { rows } = await pool().query(
    'select count(*)::int as count, count(distinct previous)::int as links from audit_log',
  )
  expect(rows[0].links).toBe(rows[0].count)
})

test('those who may not read the audit log are refused', async () => {
  await expect(listAudit({ ...administrator, role: 'viewer' })).rejects.toThrow('Your role, viewer')
})

async function append(verb: string, target: string, after?: object): Promise<void> {
  const account = /^\d{12}$/.test(target) ? target : undefined
  await inTransaction((client) => appendAudit(client, administrator, { verb, target, account, after }))
}

async function page(size: number) {
  const { rows } = await listAudit(administrator, { size })
  return { items: rows.map((row) => [row.verb, row.target]) }
}

/** As the owner of the table, who can put the guard aside. */
async function unguarded(statement: string): Promise<void> {
  await pool().query('alter table audit_log disable trigger all')
  await pool().query(statement)
  await pool().query('alter table audit_log enable trigger all')
}
