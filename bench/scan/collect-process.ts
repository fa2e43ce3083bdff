import { collectInventory } from '#lib/collect/collect.ts'
import { createPace, type Pace } from '#lib/collect/pace.ts'
import { sectionNames } from '#lib/inventory/sections.ts'
import { peakRssMb } from '../machine.ts'
import { revisionFile } from './revision-file.ts'
import type { Simulated } from './simulator-process.ts'

// One scan in a process of its own: its memory and processor time are the scan's alone.

export interface CollectSettings {
  simulated: Simulated
  regions: readonly string[]
  /** Keep below AWS's rates. */
  paced: boolean
  /** File with the revisions that earlier scans have read, one JSON text a line; this one's are added. */
  revisions: string
}

export interface Measured {
  /** Physical calls by action. */
  calls: Record<string, number>
  throttled: number
  failed: number
  gaps: number
  /** Records by section, of all regions together. */
  records: Record<string, number>
  wallSeconds: number
  cpuSeconds: number
  peakRssMb: number
}

const unpaced: Pace = { take: async () => () => {}, throttled() {} }

const { simulated, regions, paced, revisions }: CollectSettings = JSON.parse(process.argv[2] ?? '')
const startedAt = performance.now()
const cpuBefore = process.cpuUsage()
const { inventory, ledger } = await collectInventory({
  access: {
    endpoint: simulated.url,
    region: regions[0],
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  },
  role: simulated.role,
  regions,
  digestKey: 'bench',
  knownRevisions: revisionFile(revisions),
  pace: paced ? createPace() : unpaced,
})
const wallSeconds = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const { byAction, throttled, failed } = ledger.summary()
const measured: Measured = {
  calls: Object.fromEntries(Object.entries(byAction).map(([action, { count }]) => [action, count])),
  throttled,
  failed,
  gaps: inventory.gaps.length,
  records: Object.fromEntries(
    sectionNames.map((name) => [
      name,
      Object.values(inventory.sections[name] ?? {}).reduce((sum, list) => sum + list.length, 0),
    ]),
  ),
  wallSeconds,
  cpuSeconds: (user + system) / 1e6,
  peakRssMb: peakRssMb(),
}
console.log(JSON.stringify(measured))
// The connections kept alive would hold the process open.
process.exit()
