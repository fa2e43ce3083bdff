import { z } from 'zod'

/**
 * What configuration facts can say about a requirement. full: they alone decide its technical test; partial: part of it;
 * attestation: none of it, a person answers.
 */
export const coverageSchema = z.enum(['full', 'partial', 'attestation'])

/** Requirement look-up that fails with one clear sentence. */
export function lookUp<T>(entries: ReadonlyMap<string, T>, id: string, framework: string): T {
  const entry = entries.get(id)
  if (!entry) throw new RangeError(`"${id}" is not a requirement of ${framework}.`)
  return entry
}
