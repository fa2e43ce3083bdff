import { describe, expect, test } from 'vitest'
import { pool } from './client.ts'
import { copyRows } from './copy.ts'
import { setupTestDatabase } from './testing/database.ts'
import { inTransaction } from './transaction.ts'

setupTestDatabase()

const hostile = ['', 'a\tb\nc\rd', '\\N', '\\.', "'; drop table finding; --", '{"a","b"}', 'NULL', '🐳 é', 'x\\ty', ' ']

/** What stands in a temporary table after its rows were copied into it. */
function copied(rows: readonly Record<string, unknown>[]): Promise<unknown[]> {
  return inTransaction(async (client) => {
    await client.query(`create temporary table copied (position int, text text default 'none', texts text[], data jsonb,
      flag boolean, at timestamptz) on commit drop`)
    await copyRows(client, 'copied', ['position', 'text', 'texts', 'data', 'flag', 'at'], rows, (row, position) => ({
      position,
      ...row,
    }))
    return (await client.query('select * from copied order by position')).rows
  })
}

describe('rows that are copied', () => {
  test('are what they were, whatever texts they hold', async () => {
    const rows = hostile.map((text) => ({
      text,
      texts: [text, ...hostile],
      data: { [text]: [text, null, 1.5, { text }] },
      flag: text === '',
      at: new Date('2026-11-22T10:00:00.123Z'),
    }))
    const given = rows.map((row) => ({ ...row, at: row.at.toISOString() }))
    expect(await copied(given)).toEqual(rows.map((row, position) => ({ position, ...row })))
  })

  test('have null where a value is missing, and no element where a list is empty', async () => {
    expect(await copied([{ texts: [], flag: null }])).toEqual([
      { position: 0, text: null, texts: [], data: null, flag: null, at: null },
    ])
  })

  test('may be more than are sent at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ({ text: `${index} ${'x'.repeat(100)}` }))
    expect((await copied(rows)).length).toBe(5_000)
  })

  test('are all refused when one of them is', async () => {
    await expect(copied([{ text: 'good' }, { flag: 'neither' }])).rejects.toThrow('flag of copied is of the type bool')
    expect((await pool().query('select 1 as alive')).rows).toEqual([{ alive: 1 }])
  })
})
