import type { PoolClient } from 'pg'
import { pool } from './client.ts'
import { storableJson } from './storable.ts'

/** Runs `work` in one transaction: committed when it returns, undone when it throws. */
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const batchRows = 2_000

/**
 * Runs one statement over many rows, a batch at a time: `$1` is a JSON array, to be read with json_to_recordset, and
 * `values` follow from `$2`. One large parameter is several times faster to send than an array for each column.
 * @param toRow makes the row of an item; only those of one batch are in memory at once
 */
export async function writeRows<Item>(
  client: PoolClient,
  items: readonly Item[],
  toRow: (item: Item) => object,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  let written = 0
  for (let start = 0; start < items.length; start += batchRows) {
    const batch = storableJson(items.slice(start, start + batchRows).map(toRow))
    written += (await client.query(sql, [batch, ...values])).rowCount ?? 0
  }
  return written
}
