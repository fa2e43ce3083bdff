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
      flag boolean, at timestamptz, id uuid, text_data json) on commit drop`)
    await copyRows(
      client,
      'copied',
      ['position', 'text', 'texts', 'data', 'flag', 'at', 'id', 'text_data'],
      rows,
      (row, position) => ({
        position,
        ...row,
      }),
    )
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
      id: '00ff0123456789abcdef0123456789ab',
      text_data: [text],
    }))
    expect(await copied(rows)).toEqual(rows.map((row, position) => ({ position, ...row })))
  })

  test('have null where a value is missing, and no element where a list is empty', async () => {
    expect(await copied([{ texts: [], flag: null }])).toEqual([
      { position: 0, text: null, texts: [], data: null, flag: null, at: null, id: null, text_data: null },
    ])
  })

  test('may be more than are sent at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ({ text: `${index} ${'x'.repeat(100)}` }))
    expect((await copied(rows)).length).toBe(5_000)
  })

  test('are all refused when one of them is', async () => {
    await expect(copied([{ text: 'good' }, { flag: 'neither' }])).rejects.toThrow('flag of copied is of the type bool')
    for (const id of ['', 'none', `${'0'.repeat(31)}x`, '0'.repeat(34)]) {
      await expect(copied([{ id }])).rejects.toThrow('id of copied is of the type uuid')
    }
    await expect(copied([{ at: '2026-11-22' }])).rejects.toThrow('at of copied is of the type timestamptz')
    expect((await pool().query('select 1 as alive')).rows).toEqual([{ alive: 1 }])
  })
})
