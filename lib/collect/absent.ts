import { CallError } from './failure.ts'

/** The answer, or null when AWS says with one of the codes that the thing is not configured: a fact, not a failure. */
export async function unlessAbsent<T>(codes: readonly string[], answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof CallError && codes.includes(error.failure.code)) return null
    throw error
  }
}
