import type { Json } from '#lib/inventory/evidence.ts'

/** The same record with JSON that AWS gives as text (policies) as JSON, so that people can read it. */
export function withDocuments(value: Json): Json {
  if (typeof value === 'string') return documentIn(value) ?? value
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(withDocuments)
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withDocuments(child)]))
}

function documentIn(text: string): Json | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}
