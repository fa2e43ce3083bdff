import { beforeAll, expect, test } from 'vitest'
import { grantedActions, sectionActions } from '#lib/collect/actions.ts'
import { CollectError } from '#lib/collect/collect-error.ts'
import { falsehoodsOf, namings, type Seen, scanDisturbed } from './testing/disturbed.ts'

let whole: Seen
beforeAll(async () => {
  whole = await scanDisturbed({})
})

test('the sample estate needs every action that the role is granted, and no other', () => {
  expect(whole.inventory.gaps).toEqual([])
  const used = Object.keys(whole.calls.byAction).filter((action) => !action.startsWith('sts:'))
  expect(used.toSorted()).toEqual(grantedActions)
})

/** Spread over the services; the bench denies all of them. */
const size = 12
const sample = sectionActions.filter((_, index) => index % Math.floor(sectionActions.length / size) === 0)

test.each(sample)(
  'with %s denied it is named, nothing passes for want of it and no finding is resolved',
  async (action) => {
    const seen = await scanDisturbed({ deny: [action] })
    const { gaps, unknowns } = namings(seen, action)
    expect(gaps).toBeGreaterThan(0)
    const blinds = seen.evaluation.outcomes.some((outcome) => outcome.gaps.some((gap) => gap.action === action))
    expect(unknowns > 0).toBe(blinds)
    expect(new Set(seen.inventory.gaps.map((gap) => [gap.action, gap.reason].join()))).toEqual(
      new Set([`${action},denied`]),
    )
    expect(falsehoodsOf(seen, whole)).toMatchObject({ passes: [], resolutions: [] })
  },
)

test('without the list of regions there is no scan, and the sentence names the action', async () => {
  const refusal = scanDisturbed({ deny: ['ec2:DescribeRegions'] })
  await expect(refusal).rejects.toThrow(CollectError)
  await expect(refusal).rejects.toThrow('AWS denies ec2:DescribeRegions')
})
