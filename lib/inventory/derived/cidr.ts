import ipaddr from 'ipaddr.js'
import type { Vpc } from '../types/ec2.ts'

/** First and last address of a block as integers, and its family. */
interface Range {
  family: 'ipv4' | 'ipv6'
  from: bigint
  to: bigint
}

const bits = { ipv4: 32n, ipv6: 128n } as const

/** Address families whose whole address space the blocks cover together: 0.0.0.0/1 + 128.0.0.0/1 is the internet too. */
export function coveredFamilies(cidrs: readonly string[]): readonly ('ipv4' | 'ipv6')[] {
  const ranges = cidrs.flatMap((cidr) => toRange(cidr) ?? [])
  return (['ipv4', 'ipv6'] as const).filter((family) =>
    coversAll(
      ranges.filter((range) => range.family === family),
      family,
    ),
  )
}

/** Whether `inner` lies within `outer`; false for unreadable text and across families. */
export function contains(outer: string, inner: string): boolean {
  const a = toRange(outer)
  const b = toRange(inner)
  return a !== undefined && b !== undefined && a.family === b.family && a.from <= b.from && b.to <= a.to
}

/** All address ranges of a VPC, of both families. */
export function rangesOfVpc(vpc: Vpc): readonly string[] {
  return [
    vpc.CidrBlock,
    ...vpc.CidrBlockAssociationSet.map((one) => one.CidrBlock),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map((one) => one.Ipv6CidrBlock),
  ]
}

function coversAll(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): boolean {
  const last = (1n << bits[family]) - 1n
  let next = 0n
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (range.from > next) return false
    if (range.to >= next) next = range.to + 1n
  }
  return next > last
}

/** The blocks that nearly every route table and rule names. */
const world: ReadonlyMap<string, Range> = new Map([
  ['0.0.0.0/0', { family: 'ipv4', from: 0n, to: (1n << 32n) - 1n }],
  ['::/0', { family: 'ipv6', from: 0n, to: (1n << 128n) - 1n }],
])

function toRange(cidr: string): Range | undefined {
  return world.get(cidr) ?? parsed(cidr)
}

function parsed(cidr: string): Range | undefined {
  if (!ipaddr.isValidCIDR(cidr)) return undefined
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const family = address.kind() === 'ipv4' ? 'ipv4' : 'ipv6'
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const host = (1n << (bits[family] - BigInt(prefix))) - 1n
  return { family, from: value & ~host, to: value | host }
}

/** Prefix length of a block as an IPv4 block of as many addresses would have it; undefined for unreadable text. */
export function ipv4Prefix(cidr: string): number | undefined {
  const range = toRange(cidr)
  if (!range) return undefined
  return Number(cidr.slice(cidr.indexOf('/') + 1)) - Number(bits[range.family] - bits.ipv4)
}
