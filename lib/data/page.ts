import { type Key, readPlace, writePlace } from './place.ts'
import type { Binder } from './sql.ts'

/** One page of a list, read by key and not by offset. */
export interface Page<Row> {
  rows: Row[]
  /** Pass as `after` for the next page, or as `before` for the previous one; absent at either end. */
  next?: string
  previous?: string
}

export interface PageRequest {
  after?: string
  before?: string
  /** Rows a page, 1 to 200; 50 when absent. */
  size?: number
}

/** A number of rows; `more` when counting stopped there ("10,000+"). */
export interface Count {
  count: number
  more: boolean
}

/** The parts of a statement that reads one page. All keys run the same way, so that one index serves them. */
export interface Keyset {
  /** Select it as well: the row's place in the order. */
  place: string
  /** Absent on the first page. */
  where?: string
  orderBy: string
  limit: string
}

interface Placed {
  place: string[]
}

/**
 * @param descending turns the whole order round
 * @param indexed of the keys, the first ones that one index holds where none holds all: it then leads to the page's place
 */
export function keyset(
  binder: Binder,
  keys: readonly Key[],
  request: PageRequest,
  descending = false,
  indexed = keys.length,
): Keyset {
  const cursor = request.after ?? request.before
  const backwards = request.after === undefined && request.before !== undefined
  const direction = descending !== backwards ? 'desc' : 'asc'
  return {
    place: `array[${keys.map(({ sql }) => `(${sql})::text`).join(', ')}] as place`,
    where: cursor === undefined ? undefined : beyond(binder, keys, readPlace(cursor, keys), direction, indexed),
    orderBy: keys.map(({ sql }) => `${sql} ${direction}`).join(', '),
    limit: binder.bind(pageSize(request) + 1),
  }
}

/** Turns rows read with `keyset` into a page. */
export function pageOf<Raw extends Placed, Row>(
  raw: readonly Raw[],
  request: PageRequest,
  toRow: (raw: Raw) => Row,
): Page<Row> {
  const size = pageSize(request)
  const backwards = request.after === undefined && request.before !== undefined
  const more = raw.length > size
  const kept = backwards ? raw.slice(0, size).toReversed() : raw.slice(0, size)
  const first = kept[0]
  const last = kept.at(-1)
  const hasNext = backwards ? true : more
  const hasPrevious = backwards ? more : request.after !== undefined
  return {
    rows: kept.map(toRow),
    ...(hasNext && last && { next: writePlace(last.place) }),
    ...(hasPrevious && first && { previous: writePlace(first.place) }),
  }
}

function beyond(
  binder: Binder,
  keys: readonly Key[],
  values: readonly string[],
  direction: 'asc' | 'desc',
  indexed: number,
): string {
  const sign = direction === 'asc' ? '>' : '<'
  const bound = keys.map(({ sql, type }, index) => ({ sql, value: `${binder.bind(values[index])}::${type}` }))
  const compared = (of: typeof bound, by: string) =>
    `(${of.map(({ sql }) => sql).join(', ')}) ${by} (${of.map(({ value }) => value).join(', ')})`
  const whole = compared(bound, sign)
  return indexed < keys.length ? `${compared(bound.slice(0, indexed), `${sign}=`)} and ${whole}` : whole
}

function pageSize({ size = 50 }: PageRequest): number {
  return Math.min(200, Math.max(1, Math.floor(size)))
}
