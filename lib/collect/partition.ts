/** First match wins; the rest is the commercial partition. The region is where the partition's STS is asked by default. */
const partitions = [
  { partition: 'aws-cn', prefix: 'cn-', region: 'cn-north-1' },
  { partition: 'aws-us-gov', prefix: 'us-gov-', region: 'us-gov-west-1' },
  { partition: 'aws-iso', prefix: 'us-iso-', region: 'us-iso-east-1' },
  { partition: 'aws-iso-b', prefix: 'us-isob-', region: 'us-isob-east-1' },
  { partition: 'aws-eusc', prefix: 'eusc-', region: 'eusc-de-east-1' },
]

export function partitionOfRegion(region: string): string {
  return partitions.find(({ prefix }) => region.startsWith(prefix))?.partition ?? 'aws'
}

/** The region in which a partition's account-wide services are asked when nothing else is known. */
export function mainRegion(partition: string): string {
  return partitions.find((one) => one.partition === partition)?.region ?? 'us-east-1'
}
