import { CollectError } from '#lib/collect/collect-error.ts'
import { DatabaseError } from '#lib/data/errors.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { Forbidden } from '#lib/data/viewer.ts'
import { ScanFailed } from './scan-failed.ts'

const plain = [DatabaseError, InvalidInput, Forbidden, ScanFailed]

/** The sentence an error has for people; undefined when it is a defect and has none. */
export function sentenceFor(error: unknown): string | undefined {
  if (error instanceof CollectError) return error.sentence
  if (error instanceof Error && plain.some((kind) => error instanceof kind)) return error.message
  return undefined
}
