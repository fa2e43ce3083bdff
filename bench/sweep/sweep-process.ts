import { createPace } from '#lib/collect/pace.ts'
import { createRevisionCache } from '#lib/collect/revision-cache.ts'
import { sweepRevisions } from '#lib/collect/sweep.ts'
import { peakRssMb } from '../machine.ts'
import type { Simulated } from '../scan/simulator-process.ts'

// One sweep in a process of its own: its memory is the sweep's alone.

export interface SweepMeasured {
  registered: number
  /** Revisions whose definition is known in the end. */
  read: number
  calls: number
  throttled: number
  retried: number
  wallSeconds: number
  peakRssMb: number
}

const { simulated, region }: { simulated: Simulated; region: string } = JSON.parse(process.argv[2] ?? '')
const revisions = createRevisionCache()
const startedAt = performance.now()
const { regions, ledger } = await sweepRevisions({
  access: { endpoint: simulated.url, region, credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } },
  role: simulated.role,
  regions: [region],
  digestKey: 'bench',
  revisions,
  pace: createPace(),
})
const { total, throttled, retried } = ledger.summary()
const measured: SweepMeasured = {
  registered: regions.flatMap(({ families }) => families).reduce((sum, one) => sum + one.activeRevisions.length, 0),
  read: [...revisions].length,
  calls: total,
  throttled,
  retried,
  wallSeconds: (performance.now() - startedAt) / 1000,
  peakRssMb: peakRssMb(),
}
console.log(JSON.stringify(measured))
// The connections kept alive would hold the process open.
process.exit()
