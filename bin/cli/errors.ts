import { sentenceFor } from '#lib/scan/sentence.ts'
import { PlainError } from '../../scripts/prepare/project.mjs'
import { WebError } from '../web.ts'
import { UsageError } from './command.ts'

/** What to tell the person at the terminal: one sentence where the error has one, else what there is to know of it. */
export function sentenceOf(error: unknown): string {
  const known = sentenceFor(error)
  if (known !== undefined) return known
  if (error instanceof UsageError || error instanceof WebError || error instanceof PlainError) return error.message
  if (error instanceof Error && isListenError(error.cause)) return error.message
  return `Tidewaiter failed, and this is a defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** The simulator says in words why it cannot listen. */
function isListenError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause && cause.syscall === 'listen'
}
