import type { Evaluation } from '#lib/engine/outcome.ts'
import { GLOBAL } from '#lib/inventory/sections.ts'

/**
 * What a scan of some regions says about an account: nothing about what belongs to all of them. A role that only other
 * regions use would else look unused.
 */
export function withoutAccountWide({ outcomes, complete }: Evaluation): Evaluation {
  return {
    outcomes: outcomes.filter((outcome) => outcome.region !== GLOBAL),
    complete: new Set([...complete].filter((pair) => !pair.endsWith(`|${GLOBAL}`))),
  }
}
