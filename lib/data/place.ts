import { severities } from '#lib/checks/result.ts'
import { BrokenPlace } from './invalid.ts'

/** One expression of an order, with the SQL type its value is compared as. */
export interface Key {
  sql: string
  type: keyof typeof isWritten
}

/** The place of a row in an order, for an address. @param place the value of each key, as Postgres writes it as text */
export function writePlace(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws BrokenPlace when it is no place in an order of these keys */
export function readPlace(written: string, keys: readonly Key[]): string[] {
  const values = parse(Buffer.from(written, 'base64url').toString())
  if (!Array.isArray(values) || values.length !== keys.length) throw new BrokenPlace()
  return keys.map(({ type }, index) => {
    const value: unknown = values[index]
    if (typeof value !== 'string' || !isWritten[type](value)) throw new BrokenPlace()
    return value
  })
}

/** Whether Postgres writes a value of a type so: it would refuse any other, with an error that is not for people. */
const isWritten = {
  text: (value: string) => !value.includes('\0'),
  smallint: integer(2),
  int: integer(4),
  bigint: integer(8),
  uuid: (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  timestamptz: (value: string) => value === 'infinity' || isTime(value),
  severity: (value: string) => severities.some((severity) => severity === value),
}

function integer(bytes: number): (value: string) => boolean {
  const bits = 8 * bytes
  return (value) => /^-?\d{1,19}$/.test(value) && BigInt.asIntN(bits, BigInt(value)) === BigInt(value)
}

/** "2026-11-22 10:00:00.123+00", on a day that there is. */
function isTime(value: string): boolean {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)[+-]\d\d(?::\d\d)?$/.exec(value) ?? []
  const time = Date.parse(`${day}T${clock}Z`)
  return day !== undefined && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
