import { createHash } from 'node:crypto'
import { type Checkpoints, type Unit, type UnitResult, unitKey } from '#lib/collect/checkpoints.ts'
import { collectorsHash } from '#lib/collect/collectors-hash.ts'
import { createLedger, type Ledger } from '#lib/collect/ledger.ts'
import { type Attempt, readCheckpoints, resumeEvidence, saveCheckpoint } from '#lib/data/checkpoints.ts'
import { StaleAttempt } from '#lib/data/stale-attempt.ts'
import type { CheckSet } from '#lib/engine/check-set.ts'
import { detectorVersion } from '#lib/inventory/redact/detector-version.ts'
import { toolVersion } from '#lib/report/tool-version.ts'
import { joinParts, partsOf } from './checkpoint-parts.ts'
import { log } from './log.ts'

/** What attempts of one scan hand on to each other. */
export interface Evidence {
  /** ISO 8601: when the first of the attempts whose results count began. */
  takenAt: string
  /** Goes on from the calls of earlier attempts. */
  ledger: Ledger
  checkpoints: Checkpoints
  /** Resolves when nothing more is being written. */
  settled(): Promise<void>
}

export interface EvidenceOptions {
  checkSet: CheckSet
  /** Keys the digests in what was collected. */
  digestKey: string
  /** Once it fires, nothing more is written. */
  signal?: AbortSignal
}

/**
 * Takes up what earlier attempts of a scan have collected with the same collectors, checks and key.
 * @throws StaleAttempt
 */
export async function openEvidence(claim: Attempt, options: EvidenceOptions): Promise<Evidence> {
  const { takenAt, calls } = await resumeEvidence(claim, collectedBy(options))
  const ledger = createLedger(calls)
  let writing: Promise<void> = Promise.resolve()
  let isStale = false

  async function write(unit: Unit, result: UnitResult): Promise<void> {
    if (isStale || options.signal?.aborted) return
    try {
      let part = 0
      for await (const piece of partsOf(result)) {
        await saveCheckpoint(claim, { ...unit, ...piece, part }, ledger.entries())
        part += 1
      }
    } catch (error) {
      // Only who resumes the scan would miss it, and asks again.
      isStale = error instanceof StaleAttempt
      if (!isStale) log.warn({ scan: claim.scan, attempt: claim.attempt, err: error }, 'a checkpoint was not written')
    }
  }

  return {
    takenAt,
    ledger,
    checkpoints: {
      load: () => load(claim.scan),
      save(unit, result) {
        writing = writing.then(() => write(unit, result))
      },
    },
    settled: () => writing,
  }
}

async function load(scan: number): Promise<Map<string, UnitResult>> {
  const results = new Map<string, UnitResult>()
  let parts: Uint8Array[] = []
  let reading = ''
  for await (const { region, collector, part, last, data } of readCheckpoints(scan)) {
    const unit = unitKey({ region, collector })
    if (part === 0) [parts, reading] = [[], unit]
    if (reading !== unit || part !== parts.length) continue
    parts.push(data)
    if (!last) continue
    results.set(unit, await joinParts(parts))
    reading = ''
  }
  return results
}

function collectedBy({ checkSet, digestKey }: EvidenceOptions): string {
  const parts = [toolVersion, checkSet.hash, collectorsHash(), detectorVersion, digestKey]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
}
