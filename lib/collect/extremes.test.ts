import { beforeAll, describe, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { BuildEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { differences, recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

let whole: Inventory
beforeAll(async () => {
  await using aws = await simulate()
  whole = (await aws.collect()).inventory
})

describe.each([
  ['behind', 600_000],
  ['ahead', -600_000],
])('a clock ten minutes %s of AWS', (_, skew) => {
  test('costs a few calls and loses nothing', async () => {
    await using aws = await simulate({ skew })
    const { inventory, ledger } = await aws.collect()
    expect(inventory.gaps).toEqual([])
    expect(differences(inventory, whole)).toEqual([])
    const { failed, total } = ledger.summary()
    await using right = await simulate()
    const usual = (await right.collect()).ledger.summary().failed
    expect(failed - usual).toBeGreaterThan(0)
    expect(failed - usual).toBeLessThan(10)
    expect(total).toBe((await aws.calls()).length)
  })

  test('is learnt again by the clients of renewed credentials', async () => {
    await using aws = await simulate({ skew, sessionCalls: 100 })
    const { inventory } = await aws.collect()
    expect(inventory.gaps).toEqual([])
    expect(differences(inventory, whole)).toEqual([])
  })
})

test('an answer of ten megabytes is read like any other', async () => {
  const build: BuildEstate = (options) => {
    const estate = buildSample(options)
    const [production] = estate.accounts
    const [role] = production?.iam.roles ?? []
    if (!production || !role) throw new Error('the sample estate has no role')
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'x'.repeat(11_000) }] })
    const large = Array.from({ length: 1000 }, (_, index) => ({
      ...role,
      Arn: `arn:aws:iam::${production.id}:role/large-${index}`,
      RoleName: `large-${index}`,
      RolePolicyList: [{ PolicyName: 'large', PolicyDocument }],
    }))
    production.iam = { ...production.iam, roles: [...large, ...production.iam.roles] }
    return estate
  }
  await using aws = await simulate({ build })
  const { inventory, ledger } = await aws.collect()
  expect(inventory.gaps).toEqual([])
  const count = (of: Inventory) => Object.keys(recordsOf(of, 'roles')).length
  expect(count(inventory)).toBe(count(whole) + 1000)
  const [bytes = 0] = ledger
    .entries()
    .flatMap((entry) => (entry.action === 'iam:GetAccountAuthorizationDetails' ? entry.bytes : []))
  expect(bytes).toBeGreaterThan(10 * 1024 * 1024)
})
