import { hash } from 'node:crypto'
import type { IamDraft, RegionDraft, Tags } from '../../estate.ts'

/** What every id and ARN follows from. */
export interface Place {
  account: string
  region: string
  seed: number
}

/** One account and region under construction. `iam` belongs to the account and is shared by its regions. */
export interface Site extends Place {
  now: Date
  estate: RegionDraft
  iam: IamDraft
  /** Number of the first interface made in each subnet; absent: 10, for AWS keeps the first four addresses. */
  firstAddress?: number
}

/** The first `length` (at most 64) hexadecimal digits of a hash: the same names and seed give the same id. */
export function hex(place: Place, length: number, ...names: string[]): string {
  const text = [place.seed, place.account, place.region, ...names].join('/')
  return hash('sha256', text, 'hex').slice(0, length)
}

/** A number from 0 to `below - 1` that follows from the names. */
export function pick(place: Place, below: number, ...names: string[]): number {
  return Number.parseInt(hex(place, 8, ...names), 16) % below
}

/** An id as EC2 makes them: `sg-0` and 16 hexadecimal digits. */
export function ec2Id(place: Place, prefix: string, name: string): string {
  return `${prefix}-0${hex(place, 16, prefix, name)}`
}

export function uuid(place: Place, ...names: string[]): string {
  const digits = hex(place, 32, 'uuid', ...names)
  return [0, 8, 12, 16, 20].map((from, i) => digits.slice(from, [8, 12, 16, 20, 32][i])).join('-')
}

/** `resource` is everything behind the account: `cluster/payments`. */
export function arn(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.account}:${resource}`
}

/** The region as IAM names carry it: us-east-1 is use1. */
export function shortRegion(place: Place): string {
  const [area = '', side = '', number = ''] = place.region.split('-')
  return `${area}${side.charAt(0)}${number}`
}

export function minutesAgo(site: Site, minutes: number): Date {
  return new Date(site.now.getTime() - minutes * 60_000)
}

export function hoursAgo(site: Site, hours: number): Date {
  return minutesAgo(site, hours * 60)
}

export function daysAgo(site: Site, days: number): Date {
  return hoursAgo(site, days * 24)
}

/** Tags as ECS writes them. */
export function lowerTags(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}

/** Tags as the other services write them. */
export function upperTags(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/** Leaves out what is undefined, as a response of AWS does; so an override of `undefined` takes a default away. */
export function present<T extends object>(value: T): T {
  const copy = { ...value }
  for (const key of Object.keys(copy) as (keyof T)[]) if (copy[key] === undefined) delete copy[key]
  return copy
}

/** The item that `match` holds for; a builder that names a thing nobody made is a mistake of the estate. */
export function required<T>(items: readonly T[], match: (item: T) => boolean, what: string): T {
  const found = items.find(match)
  if (found === undefined) throw new Error(`The estate has no ${what}.`)
  return found
}
