import { describe, expect, test } from 'vitest'
import { contains, coveredFamilies } from './cidr.ts'

describe('coveredFamilies', () => {
  test.each<[string, string[], string[]]>([
    ['nothing covers nothing', [], []],
    ['0.0.0.0/0 is all of IPv4', ['0.0.0.0/0'], ['ipv4']],
    ['::/0 is all of IPv6', ['::/0'], ['ipv6']],
    ['both', ['::/0', '0.0.0.0/0'], ['ipv4', 'ipv6']],
    ['two halves are the whole', ['128.0.0.0/1', '0.0.0.0/1'], ['ipv4']],
    ['halves of IPv6 too', ['8000::/1', '::/1'], ['ipv6']],
    ['overlapping and nested blocks', ['0.0.0.0/1', '10.0.0.0/8', '64.0.0.0/2', '128.0.0.0/1'], ['ipv4']],
    ['a single missing address leaves a hole', ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3', '224.0.0.0/4'], []],
    ['halves of different families do not add up', ['0.0.0.0/1', '8000::/1'], []],
    ['host bits do not matter', ['203.0.113.7/0'], ['ipv4']],
    ['unreadable text is no source', ['0.0.0.0', 'pl-1', '', '0.0.0.0/33'], []],
  ])('%s', (_, cidrs, families) => {
    expect(coveredFamilies(cidrs)).toEqual(families)
  })
})

describe('contains', () => {
  test.each<[string, string, boolean]>([
    ['10.0.0.0/16', '10.0.1.0/24', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.1.0/24', '10.0.0.0/16', false],
    ['10.0.0.0/16', '10.1.0.0/24', false],
    ['0.0.0.0/0', '2001:db8::/64', false],
    ['2001:db8::/56', '2001:db8:0:12::/64', true],
    ['', '10.0.0.0/16', false],
    ['10.0.0.0/16', 'subnet', false],
  ])('%s contains %s: %s', (outer, inner, answer) => {
    expect(contains(outer, inner)).toBe(answer)
  })
})
