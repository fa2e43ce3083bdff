import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { UnitResult } from '#lib/collect/checkpoints.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionNames } from '#lib/inventory/sections.ts'

// The result of a unit is written and read in pieces, so that a large one neither stops the process nor is there twice.

const recordsAtOnce = 500
/** The result is short-lived: speed counts more than size. */
const level = 1

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** JSON of one piece. */
type Piece =
  | { section: SectionName; records: readonly unknown[] }
  | { filled: readonly SectionName[]; gaps: Gap[]; calls: number }

export async function* partsOf(result: UnitResult): AsyncGenerator<{ last: boolean; data: Uint8Array }> {
  for (const piece of piecesOf(result)) {
    yield { last: 'filled' in piece, data: await compress(JSON.stringify(piece), { level }) }
  }
}

/** Reads the pieces of one unit, the last included, in their order. */
export async function joinParts(parts: readonly Uint8Array[]): Promise<UnitResult> {
  const result: UnitResult = { sections: {}, gaps: [], calls: 0 }
  const lists: Partial<Record<SectionName, unknown[]>> = result.sections
  for (const part of parts) {
    const piece: Piece = JSON.parse((await decompress(part)).toString())
    if ('filled' in piece) {
      for (const section of piece.filled) lists[section] ??= []
      result.gaps = piece.gaps
      result.calls = piece.calls
    } else {
      const list = lists[piece.section] ?? []
      list.push(...piece.records)
      lists[piece.section] = list
    }
  }
  return result
}

function* piecesOf({ sections, gaps, calls }: UnitResult): Generator<Piece> {
  const filled = sectionNames.filter((section) => sections[section])
  for (const section of filled) {
    const records = sections[section] ?? []
    for (let start = 0; start < records.length; start += recordsAtOnce) {
      yield { section, records: records.slice(start, start + recordsAtOnce) }
    }
  }
  yield { filled, gaps, calls }
}
