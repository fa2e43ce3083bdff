/** Parts of an ARN: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` (the resource may hold further colons). */
export interface Arn {
  partition: string
  service: string
  region: string
  account: string
  resource: string
}

/** Reads an ARN of any partition (aws, aws-cn, aws-us-gov ...); undefined when it is none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':')
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined
  return { partition, service, region, account, resource: rest.join(':') }
}

/** The last part of an ARN's path or the text itself: cluster, service, provider and role names. */
export function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** `arn:...:task-definition/FAMILY` without the revision; also of a family ARN that has none. */
export function familyArn(taskDefinitionArn: string): string {
  return taskDefinitionArn.replace(/:\d+$/, '')
}
