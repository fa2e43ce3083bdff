import { expect, test } from 'vitest'
import { evaluate } from '#lib/engine/evaluate.ts'
import { questions } from './questions.ts'
import { allow, role } from './testing/account.ts'
import { service } from './testing/ecs.ts'
import { type Given, inventoryOf } from './testing/estate.ts'

/** What an answer to a question covers in an estate; the only subject that is asked. */
function covers(id: string, given: Given = {}): readonly string[] | undefined {
  const asked = questions.filter((question) => question.id === id)
  const { outcomes } = evaluate(inventoryOf(given), asked)
  const [only, ...others] = outcomes.filter(({ status }) => status === 'manual')
  expect(others).toEqual([])
  return only?.covers
}

const paid = { tags: [{ key: 'compliance', value: 'pci' }] }

test('an answer about the card data scope covers the subnets, security groups and peerings of the service', () => {
  const peering = (id: string, vpc: string, code = 'active') => ({
    VpcPeeringConnectionId: id,
    Status: { Code: code },
    RequesterVpcInfo: { VpcId: vpc, CidrBlocks: [] },
    AccepterVpcInfo: { VpcId: 'vpc-peer', CidrBlocks: [] },
  })
  const vpcPeeringConnections = [
    peering('pcx-1', 'vpc-main'),
    peering('pcx-2', 'vpc-other'),
    peering('pcx-3', 'vpc-main', 'deleted'),
  ]
  expect(covers('cmp-pci-scope', { services: [service(paid)], vpcPeeringConnections })).toEqual([
    'peering pcx-1',
    'security group sg-web',
    'subnet subnet-a',
    'subnet subnet-b',
    'subnet subnet-c',
  ])
})

test('an answer that an account holds no card data speaks of later services too', () => {
  expect(covers('cmp-pci-scope')).toBeUndefined()
})

test('an answer about a load test covers the size of the task', () => {
  const critical = service({ tags: [{ key: 'criticality', value: 'high' }] })
  expect(covers('cap-load-tested', { services: [critical] })).toEqual(['cpu 256', 'memory 512'])
})

test('an answer about who is responsible covers the kinds of compute in use', () => {
  expect(covers('cmp-shared-responsibility')).toEqual(['compute FARGATE'])
})

test('an answer about who may deploy covers the principals that can', () => {
  const deployer = role('deployer', {
    RolePolicyList: [{ PolicyName: 'deploy', PolicyDocument: allow('ecs:UpdateService', '*') }],
  })
  expect(covers('iam-user-lifecycle', { roles: [role(), deployer] })).toEqual([`role ${deployer.Arn}`])
})
