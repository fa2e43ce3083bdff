import { beforeAll, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionNames, sections } from '#lib/inventory/sections.ts'
import { sectionActions } from './actions.ts'
import type { Ledger } from './ledger.ts'
import { lostInSilence, recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

async function scan(region: string, deny: string[]): Promise<{ inventory: Inventory; ledger: Ledger }> {
  await using aws = await simulate({ deny })
  return await aws.collect({ regions: [region] })
}

const isFilled = (inventory: Inventory, section: SectionName) => Object.keys(recordsOf(inventory, section)).length > 0

/** Undisturbed scans; the smaller region first. It scans images with BASIC, the other with ENHANCED. */
const whole = new Map<string, { inventory: Inventory; ledger: Ledger }>()
beforeAll(async () => {
  for (const region of ['eu-west-1', 'us-east-1']) whole.set(region, await scan(region, []))
})

/** Spread over the services, and what decides which others are asked; the bench denies all of them. */
const size = 24
const deciding = ['ecs:ListClusters', 'ecs:DescribeClusters', 'ecs:DescribeServices', 'ecs:ListTasks']
const sample = sectionActions.filter(
  (action, index) => index % Math.ceil(sectionActions.length / size) === 0 || deciding.includes(action),
)

test.each(sample)('with %s denied a gap names it, and nothing is silently shorter', async (action) => {
  const filled = sectionNames.filter((name) => sections[name].actions.includes(action))
  const asking = [...whole].filter(([, { ledger }]) => ledger.summary().byAction[action])
  const fills = ({ inventory }: { inventory: Inventory }) => filled.every((section) => isFilled(inventory, section))
  const [region, undisturbed] = asking.find(([, one]) => fills(one)) ?? asking[0] ?? []
  if (!region || !undisturbed) throw new Error(`no region of the sample account needs ${action}`)
  const { inventory, ledger } = await scan(region, [action])
  const named = inventory.gaps.filter((gap) => gap.action === action)
  expect(named.length).toBeGreaterThan(0)
  expect(new Set(named.map((gap) => gap.reason))).toEqual(new Set(['denied']))
  expect(inventory.gaps.filter((gap) => gap.action !== action)).toEqual([])
  // What is not configured AWS answers with an error, which is a fact and no gap.
  expect(ledger.summary().retried).toBe(0)
  expect(ledger.summary().failed).toBeLessThanOrEqual(undisturbed.ledger.summary().failed)

  const blind = new Set(inventory.gaps.map((gap) => gap.section))
  expect(filled.filter((section) => !blind.has(section))).toEqual([])
  expect(lostInSilence(inventory, undisturbed.inventory)).toEqual([])
})
