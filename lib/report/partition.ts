/** The AWS partition that an ARN names, else the one a region belongs to. */
export function partitionOf(region: string, arn?: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  const named = arn?.split(':')[1]
  if (named === 'aws' || named === 'aws-cn' || named === 'aws-us-gov') return named
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

const homeRegions = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' } as const

/** The region an account-wide result is filed under by tools that know no `global`: where the partition keeps IAM. */
export function filingRegion(region: string, scanned: readonly string[]): string {
  if (region !== 'global') return region
  return homeRegions[partitionOf(scanned[0] ?? 'us-east-1')]
}
