import type { Outcome } from '#lib/engine/outcome.ts'

/** What history keeps of a moment: the reasons and evidence as they were. */
export function eventDetail({ severity, reasons, evidence }: Outcome) {
  return { severity, reasons, ...(evidence.length > 0 && { evidence }) }
}
