import { describe, expect, test } from 'vitest'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import { rule, securityGroup } from '#lib/checks/testing/network.ts'
import { MissingEvidence } from '../look.ts'
import type { IpPermission } from '../types/ec2.ts'
import { coversPort, worldOpenPort, worldOpenRules } from './ingress.ts'

const world = { cidr: '0.0.0.0/0' }
const listed = lookOf({
  prefixLists: [{ PrefixListId: 'pl-all', Entries: [{ Cidr: '0.0.0.0/1' }, { Cidr: '128.0.0.0/1' }] }],
})
const group = (...IpPermissions: IpPermission[]) => securityGroup({ IpPermissions })
const open = (...permissions: IpPermission[]) => worldOpenRules(listed, group(...permissions))

describe('WORLD-OPEN rules', () => {
  test('name their place, ports and families', () => {
    expect(open(rule(443, 443, { group: 'sg-alb' }), rule(8080, 8090, { ...world, cidr6: '::/0' }))).toEqual([
      { index: 1, protocol: 'tcp', from: 8080, to: 8090, families: ['ipv4', 'ipv6'] },
    ])
  })
  test('protocol -1 has no ports and opens all of them', () => {
    expect(open(rule(undefined, undefined, world, '-1'))).toMatchObject([{ from: 0, to: 65_535 }])
  })
  test('two halves of the internet in two rules are the internet', () => {
    const halves = [rule(22, 22, { cidr: '0.0.0.0/1' }), rule(22, 22, { cidr: '128.0.0.0/1' })]
    expect(open(...halves).map((one) => one.index)).toEqual([0, 1])
  })
  test('a wider rule completes a narrower one, not the other way round', () => {
    const rules = [rule(22, 22, { cidr: '0.0.0.0/1' }), rule(undefined, undefined, { cidr: '128.0.0.0/1' }, '-1')]
    expect(open(...rules).map((one) => one.index)).toEqual([0])
  })
  test('a prefix list counts by its entries', () => {
    expect(open(rule(80, 80, { list: 'pl-all' }))).toMatchObject([{ families: ['ipv4'] }])
  })
  test('a prefix list that could not be read is missing evidence', () => {
    const look = lookOf(
      {},
      {
        gaps: [
          {
            section: 'prefixLists',
            region: 'eu-west-1',
            resource: 'pl-secret',
            action: 'ec2:GetManagedPrefixListEntries',
            reason: 'denied',
          },
        ],
      },
    )
    expect(() => worldOpenRules(look, group(rule(80, 80, { list: 'pl-secret' })))).toThrow(MissingEvidence)
    expect(worldOpenRules(look, group(rule(80, 80, { list: 'pl-deleted' })))).toEqual([])
  })
  test.each(['icmp', 'icmpv6', '1', '58'])('ICMP (%s) is no open port', (protocol) => {
    expect(open(rule(-1, -1, world, protocol))).toEqual([])
  })
  test('private ranges and groups are not the internet', () => {
    expect(open(rule(80, 80, { cidr: '10.0.0.0/8' }), rule(80, 80, { group: 'sg-alb' }))).toEqual([])
  })
})

describe('ports', () => {
  test.each<[string, IpPermission, 'tcp' | 'udp', number, boolean]>([
    ['its first', rule(20, 25, world), 'tcp', 20, true],
    ['its last', rule(20, 25, world), 'tcp', 25, true],
    ['the next one', rule(20, 25, world), 'tcp', 26, false],
    ['another protocol', rule(20, 25, world), 'udp', 22, false],
    ['the protocol by number', rule(20, 25, world, '6'), 'tcp', 22, true],
    ['UDP by number', rule(53, 53, world, '17'), 'udp', 53, true],
    ['every protocol', rule(undefined, undefined, world, '-1'), 'udp', 1, true],
    ['no ports: all of them', rule(undefined, undefined, world), 'tcp', 65_535, true],
  ])('a rule covers %s', (_, permission, protocol, port, answer) => {
    expect(coversPort(permission, protocol, port)).toBe(answer)
  })
  test('one port adds up what several rules admit', () => {
    const both = group(rule(20, 25, { cidr: '0.0.0.0/1' }), rule(22, 30, { cidr: '128.0.0.0/1' }))
    expect(worldOpenPort(listed, both, 'tcp', 22)).toEqual(['ipv4'])
    expect(worldOpenPort(listed, both, 'tcp', 20)).toEqual([])
  })
})
