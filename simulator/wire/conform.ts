import type { NormalizedSchema } from '@smithy/core/schema'
import { isShape, path, requiredMembers } from './shape.ts'

/**
 * Where an output is not what its operation's schema says, in words: a member that must be there and is not, a value of
 * another type. Members that the schema does not know are never written.
 */
export function problemsOf(schema: NormalizedSchema, value: unknown, at = ''): string[] {
  if (value === undefined || schema.isDocumentSchema()) return []
  if (schema.isUnitSchema()) return isShape(value) && Object.keys(value).length === 0 ? [] : [`${at} must be empty`]
  if (schema.isStructSchema()) return problemsOfStructure(schema, value, at)
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [`${at} must be a list`]
    return value.flatMap((item, index) => problemsOfItem(schema, item, `${at}[${index}]`))
  }
  if (schema.isMapSchema()) {
    if (!isShape(value)) return [`${at} must be a map`]
    return Object.entries(value).flatMap(([key, item]) => problemsOfItem(schema, item, path(at, key)))
  }
  return isScalar(schema, value) ? [] : [`${at} must be ${scalarName(schema)}`]
}

function problemsOfItem(schema: NormalizedSchema, item: unknown, at: string): string[] {
  return item === undefined ? [`${at} is missing`] : problemsOf(schema.getValueSchema(), item, at)
}

function problemsOfStructure(schema: NormalizedSchema, value: unknown, at: string): string[] {
  if (!isShape(value)) return [`${at || 'The output'} must be an object`]
  // A member that a handler names as undefined is one that AWS leaves out although its model requires it.
  const missing = requiredMembers(schema).filter((name) => !Object.hasOwn(value, name))
  return [
    ...missing.map((name) => `${path(at, name)} is missing`),
    ...[...schema.structIterator()].flatMap(([name, member]) => problemsOf(member, value[name], path(at, name))),
  ]
}

function isScalar(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) return typeof value === 'string'
  if (schema.isBooleanSchema()) return typeof value === 'boolean'
  if (schema.isTimestampSchema()) return value instanceof Date && !Number.isNaN(value.getTime())
  if (schema.isBlobSchema()) return value instanceof Uint8Array
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))
}

function scalarName(schema: NormalizedSchema): string {
  if (schema.isStringSchema()) return 'a string'
  if (schema.isBooleanSchema()) return 'true or false'
  if (schema.isTimestampSchema()) return 'a time'
  return schema.isBlobSchema() ? 'bytes' : 'a number'
}
