import { type Call, invalid } from './call.ts'
import type { Collection } from './estate.ts'
import { AwsError } from './wire/protocol.ts'

export interface PageRequest<T> {
  token: string | undefined
  size: number | undefined
  /** The largest page the API gives, and the smallest that may be asked for (1 if absent). */
  max: number
  min?: number
  /** The page of a request that names no size; `max` if absent. */
  usual?: number
  where?: (item: T) => boolean
}

export interface Page<T> {
  items: T[]
  /** Absent on the last page. */
  next: string | undefined
}

/**
 * One page of the items that `where` admits. A token is the position in the whole collection from which to go on, so that walking
 * all pages looks at each item once.
 * @throws AwsError when the size is out of range, or the token was not given for this request
 */
export function page<T>(call: Call, items: Collection<T>, request: PageRequest<T>): Page<T> {
  const { token, size, max, min = 1, usual = max, where = () => true } = request
  if (size !== undefined && (size < min || size > max)) {
    throw invalid(call, `The page size must be from ${min} to ${max}, not ${size}.`)
  }
  const start = token === undefined ? 0 : positionOf(call, token)
  if (call.fault === 'empty-page') return { items: [], next: tokenOf(call, start) }
  const found = take(items, start, size ?? usual, where)
  if (call.fault === 'repeated-token') return { items: found.items, next: token ?? tokenOf(call, start) }
  if (call.fault === 'duplicate-page') return { items: found.items, next: tokenOf(call, start, 'again') }
  return { items: found.items, next: found.position === undefined ? undefined : tokenOf(call, found.position) }
}

/** Items from a position on, and the position of the first one that found no room. */
function take<T>(items: Collection<T>, start: number, limit: number, where: (item: T) => boolean) {
  const found: T[] = []
  for (let position = start; position < items.length; position += 1) {
    const item = items.at(position)
    if (item === undefined || !where(item)) continue
    if (found.length === limit) return { items: found, position }
    found.push(item)
  }
  return { items: found, position: undefined }
}

function tokenOf(call: Call, position: number, nonce = ''): string {
  return Buffer.from(`${position}.${call.fingerprint}.${nonce}`).toString('base64url')
}

function positionOf(call: Call, token: string): number {
  const [position = '', fingerprint] = Buffer.from(token, 'base64url').toString().split('.')
  if (!/^\d+$/.test(position) || fingerprint !== call.fingerprint) {
    throw new AwsError(call.service.invalidToken, 'The page token is not one that this request was given.')
  }
  return Number(position)
}
