import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from } from 'pg-copy-streams'

/** Values by column: an array holds texts, for text[]; any other object is for JSON. */
export type CopyRow = Readonly<Record<string, unknown>>

const chunkLength = 65_536

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
  const target = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(chunks(columns, items, toRow), { highWaterMark: 4 }), target)
  return items.length
}

function* chunks<Item>(
  columns: readonly string[],
  items: readonly Item[],
  toRow: (item: Item, index: number) => CopyRow,
): Generator<Buffer> {
  let lines = ''
  for (const [index, item] of items.entries()) {
    const row = toRow(item, index)
    lines += `${columns.map((column) => field(row[column])).join('\t')}\n`
    if (lines.length < chunkLength) continue
    yield Buffer.from(lines)
    lines = ''
  }
  if (lines !== '') yield Buffer.from(lines)
}

/** As in https://www.postgresql.org/docs/17/sql-copy.html, "Text Format". */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return escaped(`{${value.map(element).join(',')}}`)
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function element(value: unknown): string {
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`
}

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? '') : text
}
