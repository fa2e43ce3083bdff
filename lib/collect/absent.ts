import { CallError } from './failure.ts'

/**
 * Whether AWS says with one of the codes that what was asked for is not there: a fact, not a failure, and from now on
 * counted as an answer.
 */
export function isAbsence(error: unknown, codes: readonly string[]): boolean {
  if (!(error instanceof CallError) || !codes.includes(error.failure.code)) return false
  error.countAsAnswer()
  return true
}

/** The answer, or null when AWS says with one of the codes that the thing is not configured. */
export async function unlessAbsent<T>(codes: readonly string[], answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isAbsence(error, codes)) return null
    throw error
  }
}
