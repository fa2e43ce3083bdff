import { clearText } from '#lib/inventory/redact/clear-text.ts'
import type { Share } from './share-equal.ts'

/** An answer that lacks a field without which the record means nothing. */
export class MalformedAnswer extends Error {
  readonly code: string
  constructor(field: string) {
    super(`no ${field}`)
    this.name = 'MalformedAnswer'
    this.code = `Missing.${field}`
  }
}

/** @throws MalformedAnswer when AWS left the field out */
export function need<T>(value: T | undefined | null, field: string): T {
  if (value === undefined || value === null) throw new MalformedAnswer(field)
  return value
}

export function iso(date: Date | undefined): string | undefined {
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** The named fields of an answer, as they are. */
export function pick<T extends object, K extends keyof T>(source: T, ...fields: readonly K[]): Pick<T, K> {
  return Object.fromEntries(fields.map((field) => [field, source[field]])) as Pick<T, K>
}

/** A message or another free text of an answer: one that holds a secret is not kept. */
export function freeText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : clearText(undefined, text)
}

/**
 * Leaves out what is undefined, at every depth, so that a record is the same before and after storing it as JSON. With
 * `share` it also holds the very values of earlier records where they are equal.
 */
export function compact<T>(value: T, share: Share = (_, own) => own, field = ''): T {
  if (typeof value === 'string') return share(field, value)
  if (Array.isArray(value)) return share(field, value.map((item) => compact(item, share, field)) as T & object)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return share(
    field,
    Object.fromEntries(kept.map(([name, inner]) => [name, compact(inner, share, name)])) as T & object,
  )
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

export function unique<T>(items: Iterable<T | undefined>): T[] {
  return [...new Set(items)].filter((item) => item !== undefined)
}

/** Tags as ECS writes them; a tag without a key is none, and a secret in one is not kept. */
export function ecsTags(
  tags: readonly { key?: string; value?: string }[] | undefined,
): { key: string; value: string }[] {
  return (tags ?? []).flatMap(({ key, value }) =>
    key === undefined ? [] : [{ key, value: clearText(key, value ?? '') }],
  )
}

/** Tags as every other service writes them; see ecsTags. */
export function tagList(
  tags: readonly { Key?: string; Value?: string }[] | undefined,
): { Key: string; Value: string }[] {
  return (tags ?? []).flatMap(({ Key, Value }) =>
    Key === undefined ? [] : [{ Key, Value: clearText(Key, Value ?? '') }],
  )
}
