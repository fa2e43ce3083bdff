import type { Call } from './call.ts'
import { CollectError } from './collect-error.ts'

/** Regions the account has enabled, sorted. @throws CallError */
export async function enabledRegions(call: Call, homeRegion: string): Promise<string[]> {
  const { Regions } = await call('ec2:DescribeRegions', { AllRegions: false }, homeRegion)
  return (Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort()
}

/** Whether a text has the form of a region's name; it becomes part of a host name. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)
}

/** @throws CollectError when a text cannot be a region's name */
export function checkRegions(regions: readonly string[]): void {
  const wrong = regions.find((region) => !isRegion(region))
  if (wrong === undefined) return
  throw new CollectError('bad-region', `"${wrong}" is not the name of an AWS region: it must look like eu-west-1.`)
}
