import { beforeAll, expect, test } from 'vitest'
import { grantedActions, sectionActions } from '#lib/collect/actions.ts'
import { CollectError } from '#lib/collect/collect-error.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import type { Assessment } from './assess.ts'
import { falsehoodsOf, namings, scanDisturbed } from './testing/disturbed.ts'
import { type Kept, keep, misled } from './testing/keeping.ts'

setupTestDatabase()

let whole: Assessment
let kept: Kept
beforeAll(async () => {
  whole = await scanDisturbed({})
  kept = await keep(whole)
})

test('the sample estate needs every action that the role is granted, and no other', () => {
  expect(whole.inventory.gaps).toEqual([])
  const used = Object.keys(whole.ledger.summary().byAction).filter((action) => !action.startsWith('sts:'))
  expect(used.toSorted()).toEqual(grantedActions)
})

/** Spread over the services, and those that most hangs on; the bench denies all of them. */
const size = 4
const spread = sectionActions.filter((_, index) => index % Math.ceil(sectionActions.length / size) === 0)
const central = ['autoscaling:DescribeAutoScalingGroups', 'ecs:DescribeCapacityProviders', 'ecs:ListServices']

test.each([...new Set([...spread, ...central])])(
  'with %s denied it is named, nothing passes or fails for want of it, and what is stored stays',
  async (action) => {
    const seen = await scanDisturbed({ deny: [action] })
    const { gaps, unknowns } = namings(seen, action)
    expect(gaps).toBeGreaterThan(0)
    const blinds = seen.evaluation.outcomes.some((outcome) => outcome.gaps.some((gap) => gap.action === action))
    expect(unknowns > 0).toBe(blinds)
    expect(new Set(seen.inventory.gaps.map((gap) => [gap.action, gap.reason].join()))).toEqual(
      new Set([`${action},denied`]),
    )
    expect(falsehoodsOf(seen, whole)).toMatchObject({ passes: [], failures: [] })
    expect(misled(await keep(seen), kept)).toEqual([])
  },
)

test('without the list of regions there is no scan, and the sentence names the action', async () => {
  const refusal = scanDisturbed({ deny: ['ec2:DescribeRegions'] })
  await expect(refusal).rejects.toThrow(CollectError)
  await expect(refusal).rejects.toThrow('AWS denies ec2:DescribeRegions')
})
