import { beforeAll, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

const word = 'arn:aws:ssm:us-east-1:111122223333:parameter/tideword'

let inventory: Inventory
beforeAll(async () => {
  await using aws = await simulate({
    build: (options) => {
      const estate = buildSample(options)
      const region = estate.accounts[0]?.regions['us-east-1']
      if (!region) throw new Error('the sample estate has no us-east-1')
      const { ec2, ecs, security } = region
      for (const group of ec2.securityGroups) {
        group.IpPermissions = []
        group.IpPermissionsEgress = ec2.prefixLists.map(({ PrefixListId }) => ({
          IpProtocol: '-1',
          PrefixListIds: [{ PrefixListId }],
        }))
      }
      security.parameters.push({ ARN: word, Name: '/tideword', Type: 'SecureString' })
      const containers = [...ecs.taskDefinitions]
        .flatMap(({ revisions }) => [...revisions])
        .flatMap(({ containerDefinitions = [] }) => containerDefinitions)
      for (const container of containers) container.secrets = [{ name: 'WORD', valueFrom: word }]
      return estate
    },
  })
  inventory = (await aws.collect()).inventory
})

test('a prefix list to which every protocol may leave is read', () => {
  expect(Object.keys(recordsOf(inventory, 'prefixLists'))).not.toEqual([])
})

test('a parameter whose name is a slash and one word is found by its ARN', () => {
  expect(recordsOf(inventory, 'parameters')).toEqual({
    [word]: { ARN: word, Name: '/tideword', Type: 'SecureString' },
  })
})
