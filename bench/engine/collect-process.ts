import { writeFileSync } from 'node:fs'
import { collectInventory } from '#lib/collect/collect.ts'
import type { Simulated } from '../scan/simulator-process.ts'

// Collects an estate in a process of its own and leaves the inventory in a file, so that its memory is not the engine's.

export interface InventoryOrder {
  simulated: Simulated
  regions: readonly string[]
  file: string
}

const { simulated, regions, file }: InventoryOrder = JSON.parse(process.argv[2] ?? '')
const { inventory } = await collectInventory({
  access: {
    endpoint: simulated.url,
    region: regions[0],
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  },
  role: simulated.role,
  regions,
  digestKey: 'bench',
  pace: { take: async () => () => {}, throttled() {} },
})
writeFileSync(file, JSON.stringify(inventory))
console.log(JSON.stringify({ gaps: inventory.gaps.length }))
// The connections kept alive would hold the process open.
process.exit()
