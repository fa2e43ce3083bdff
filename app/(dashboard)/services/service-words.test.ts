import { expect, test } from 'vitest'
import type { ClusterNode, ServiceNode } from '#lib/data/estate/services.ts'
import { launchWord, pageStands, pageVerdict, shortImage, treeSize, treeVerdict } from './service-words.ts'

const service = (name: string, worst?: ServiceNode['worst']): ServiceNode => ({
  key: name,
  name,
  resource: 1,
  launch: 'FARGATE',
  desired: 1,
  running: 1,
  exposed: false,
  open: worst ? 1 : 0,
  ...(worst && { worst }),
  families: [{ key: 'family', name: 'family', revisions: [1], containers: [], open: 0 }],
})
const cluster = (...services: ServiceNode[]): ClusterNode => ({
  key: 'main',
  name: 'main',
  resource: 1,
  account: { id: '111122223333', alias: 'prod' },
  region: 'eu-west-1',
  open: 0,
  services,
})

test('the verdict counts the services with the worst severity that is open', () => {
  expect(treeVerdict([cluster(service('a', 'high'), service('b', 'low')), cluster(service('c', 'high'))])).toBe(
    '2 of 3 services with open high findings',
  )
  expect(treeVerdict([cluster(service('a'))])).toBe('1 service, nothing open')
  expect(treeVerdict([])).toBe('No services were seen')
})

test('one page says how its services stand; of several, the head counts all and the line below says of whom it speaks', () => {
  const clusters = [cluster(service('a', 'high'), service('b'))]
  const count = (alias: string, services: number) => ({ account: { id: alias, alias }, services })
  const whole = { clusters, pages: [[count('prod', 2)]], index: 0 }
  expect([pageVerdict(whole), pageStands(whole)]).toEqual(['1 of 2 services with open high findings', undefined])
  const several = { clusters, pages: [[count('alpha', 300), count('beta', 100)], [count('gamma', 499)]], index: 0 }
  expect(pageVerdict(several)).toBe('899 services in 3 accounts')
  expect(pageStands(several)).toBe('Of alpha to beta: 1 of 2 services with open high findings')
  expect(pageStands({ ...several, index: 1 })).toBe('Of gamma: 1 of 2 services with open high findings')
  expect(pageVerdict({ clusters: [], pages: [], index: 0 })).toBe('No services were seen')
})

test('a family that several services run is counted once', () => {
  expect(treeSize([cluster(service('a'), service('b'))])).toBe('1 cluster, 2 services, 1 task definition')
})

test('launch types have words, capacity providers their names', () => {
  expect([launchWord('FARGATE'), launchWord('FARGATE_SPOT, own-asg')]).toEqual(['Fargate', 'Fargate Spot, own-asg'])
})

test('an image keeps its repository and its tag or the start of its digest', () => {
  expect(shortImage('111122223333.dkr.ecr.eu-west-1.amazonaws.com/pay/api:1.2')).toBe('api:1.2')
  expect(shortImage(`registry:5000/api@sha256:${'a1'.repeat(32)}`)).toBe('api@a1a1a1a1')
  expect(shortImage('nginx')).toBe('nginx')
})
