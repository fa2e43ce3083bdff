import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from } from 'pg-copy-streams'
import { CopyBuffer, copyHeader, writers } from './copy-format.ts'

/** Values by column: times as Date, fingerprints in digits; what is for a column of JSON as it is. */
export type CopyRow = Readonly<Record<string, unknown>>

/**
 * Appends rows to a table with COPY, twice as fast as INSERT; none of them may be there already. The next rows are made
 * while Postgres stores those before. Returns how many.
 * @param columns to be written, from the value of the same name; the others get their default
 */
export async function copyRows<Item>(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  items: readonly Item[],
  toRow: (item: Item, index: number) => CopyRow,
): Promise<number> {
  if (items.length === 0) return 0
  const types = await readTypes(client, table)
  const fields = columns.map((name) => fieldOf(table, name, types.get(name)))
  const target = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`))
  await pipeline(Readable.from(chunks(fields, items, toRow), { highWaterMark: 4 }), target)
  return items.length
}

async function readTypes(client: PoolClient, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select a.attname as name, case when t.typtype = 'e' then 'enum' else t.typname end as type
     from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = $1::regclass and a.attnum > 0`,
    [table],
  )
  return new Map(rows.map(({ name, type }) => [name, type]))
}

interface Field {
  name: string
  write(buffer: CopyBuffer, value: unknown): void
}

function fieldOf(table: string, name: string, type = 'none'): Field {
  const write = writers[type]
  if (!write) throw new Error(`rows with the column ${name} of ${table}, type ${type}, cannot be copied`)
  return {
    name,
    write(buffer, value) {
      try {
        write(buffer, value)
      } catch (error) {
        throw new Error(`a row cannot be copied: ${name} of ${table} is of the type ${type}`, { cause: error })
      }
    },
  }
}

function* chunks<Item>(
  fields: readonly Field[],
  items: readonly Item[],
  toRow: (item: Item, index: number) => CopyRow,
): Generator<Buffer> {
  const buffer = new CopyBuffer()
  buffer.bytes(copyHeader)
  for (const [index, item] of items.entries()) {
    const row = toRow(item, index)
    buffer.int(fields.length, 2)
    for (const { name, write } of fields) {
      const value = row[name]
      if (value === null || value === undefined) buffer.int(-1, 4)
      else write(buffer, value)
    }
    if (buffer.full.length > 0) yield* buffer.full.splice(0)
  }
  buffer.int(-1, 2)
  buffer.flush()
  yield* buffer.full
}
