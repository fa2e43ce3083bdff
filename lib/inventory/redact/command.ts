import { classifyValue } from './classify.ts'
import type { CommandFacts } from './facts.ts'
import { probeKind } from './health-check.ts'

/** What may be kept of a command, entry point or health check: facts of the whole and of each word, never the words. */
export function classifyCommand(words: readonly string[], digestKey: string): CommandFacts {
  return {
    words: words.length,
    text: classifyValue(words.join(' '), digestKey),
    each: words.map((word) => classifyValue(word, digestKey)),
    kind: probeKind(words),
  }
}
