import type { NormalizedSchema } from '@smithy/core/schema'

/** A request that does not have the shape its operation's schema demands. The service's own code for that is added later. */
export class InputError extends Error {}

export type Shape = Record<string, unknown>

/**
 * Reads parsed JSON as the schema says: epoch seconds become dates, base64 becomes bytes, null counts as absent.
 * @throws InputError on a member the schema does not know, or a value of another type
 */
export function readJson(schema: NormalizedSchema, value: unknown, at = ''): unknown {
  if (schema.isDocumentSchema()) return value
  if (schema.isStructSchema()) return readStructure(schema, value, at)
  if (schema.isListSchema()) return readList(schema, value, at)
  if (schema.isMapSchema()) return readMap(schema, value, at)
  if (schema.isStringSchema()) return expect(typeof value === 'string', value, at, 'a string')
  if (schema.isBooleanSchema()) return expect(typeof value === 'boolean', value, at, 'true or false')
  if (schema.isTimestampSchema()) return readDate(value, at)
  if (schema.isBlobSchema())
    return Buffer.from(String(expect(typeof value === 'string', value, at, 'base64 text')), 'base64')
  return expect(typeof value === 'number', value, at, 'a number')
}

function readStructure(schema: NormalizedSchema, value: unknown, at: string): Shape {
  if (!isShape(value)) throw new InputError(`${at || 'The body'} must be an object`)
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [wireName(name, member), { name, member }]),
  )
  const read: Shape = {}
  for (const [key, item] of Object.entries(value)) {
    const known = members.get(key)
    if (!known) throw new InputError(`Unknown parameter: ${path(at, key)}`)
    if (item !== null && item !== undefined) read[known.name] = readJson(known.member, item, path(at, key))
  }
  return read
}

function readList(schema: NormalizedSchema, value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new InputError(`${at} must be a list`)
  return value.map((item, index) => readJson(schema.getValueSchema(), item, `${at}[${index}]`))
}

function readMap(schema: NormalizedSchema, value: unknown, at: string): Shape {
  if (!isShape(value)) throw new InputError(`${at} must be an object`)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, readJson(schema.getValueSchema(), item, path(at, key))]),
  )
}

/** JSON carries dates as seconds since 1970, or as ISO 8601 text where a member's own trait says so. */
export function readDate(value: unknown, at: string): Date {
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(String(value))
  if (Number.isNaN(date.getTime())) throw new InputError(`${at} must be a time`)
  return date
}

/**
 * Checks that every member the schema requires is there, at any depth.
 * @throws InputError naming the first one that is missing
 */
export function assertComplete(schema: NormalizedSchema, value: unknown, at = ''): void {
  if (schema.isListSchema() && Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertComplete(schema.getValueSchema(), item, `${at}[${index}]`)
  } else if (schema.isMapSchema() && isShape(value)) {
    for (const [key, item] of Object.entries(value)) assertComplete(schema.getValueSchema(), item, path(at, key))
  } else if (schema.isStructSchema() && isShape(value)) {
    for (const name of requiredMembers(schema)) {
      if (value[name] === undefined) throw new InputError(`Missing required parameter: ${path(at, name)}`)
    }
    for (const [name, member] of schema.structIterator()) {
      if (value[name] !== undefined) assertComplete(member, value[name], path(at, name))
    }
  }
}

/** A structure's schema lists its required members first and their number last. */
export function requiredMembers(schema: NormalizedSchema): string[] {
  const raw: unknown = schema.getSchema()
  if (!Array.isArray(raw) || !Array.isArray(raw[4])) return []
  return raw[4].slice(0, Number(raw[6] ?? 0)).map(String)
}

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function path(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}

function wireName(name: string, member: NormalizedSchema): string {
  const { jsonName } = member.getMergedTraits()
  return typeof jsonName === 'string' ? jsonName : name
}

function expect(holds: boolean, value: unknown, at: string, what: string): unknown {
  if (!holds) throw new InputError(`${at} must be ${what}`)
  return value
}
