import type { Json } from '#lib/inventory/evidence.ts'
import type { EvidenceLine } from './evidence-excerpt.tsx'
import { type JsonLine, jsonLines } from './json-lines.ts'

export type Mark = {
  /** Where the value was read: `containerDefinitions[0].user`. */
  path: string
  /** What is wrong with it. */
  note?: string
}

/**
 * The part of a document that evidence speaks of: every marked line with `around` lines on both sides, the rest folded.
 * A field that is absent marks the record that lacks it. Empty where no path is one of the document (derived facts).
 */
export function jsonExcerpt(document: Json, marks: Mark[], around = 3): EvidenceLine[] {
  const lines = jsonLines(document)
  const marked = new Map<number, string | undefined>()
  for (const { path, note } of marks) {
    const at = lineOf(lines, path)
    if (at !== undefined) marked.set(at, [marked.get(at), note].filter(Boolean).join('; ') || undefined)
  }
  if (marked.size === 0) return []

  const shown = lines.map((_, index) => [...marked.keys()].some((at) => Math.abs(at - index) <= around))
  const excerpt: EvidenceLine[] = []
  for (const [index, { text }] of lines.entries()) {
    if (shown[index]) {
      excerpt.push({ number: index + 1, text, marked: marked.has(index), note: marked.get(index) })
      continue
    }
    const last = excerpt.at(-1)
    if (last && 'folded' in last) last.folded += 1
    else excerpt.push({ folded: 1 })
  }
  return excerpt
}

/** The line a path stands on: its own, that of the record it is written within, or that of the record that lacks it. */
function lineOf(lines: JsonLine[], path: string): number | undefined {
  for (let wanted = path; wanted !== ''; wanted = parentOf(wanted)) {
    const at = lines.findIndex((line) => line.path === wanted)
    if (at !== -1) return at
  }
  return undefined
}

/** `a.b[0].c` -> `a.b[0]` -> `a.b` -> `a` -> ''. */
function parentOf(path: string): string {
  return path.replace(/(\.?[^.[\]]+|\[\d+\])$/, '')
}
