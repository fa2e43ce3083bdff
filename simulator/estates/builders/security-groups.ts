import type { IpPermission, PrefixListEntry } from '@aws-sdk/client-ec2'
import { vpcId } from './network.ts'
import { arn, ec2Id, type Place, type Site, upperTags } from './site.ts'

export interface GroupSpec {
  name: string
  vpc: string
  description?: string
  ingress?: IpPermission[]
  /** Absent: everything, as AWS makes it. */
  egress?: IpPermission[]
}

/** The VPC's own group is named `<vpc>-default` here; its GroupName is `default`. */
export const groupId = (place: Place, name: string) => ec2Id(place, 'sg', name)

export function addSecurityGroup(site: Site, spec: GroupSpec): void {
  const id = groupId(site, spec.name)
  site.estate.ec2.securityGroups.push({
    GroupId: id,
    GroupName: spec.name === `${spec.vpc}-default` ? 'default' : spec.name,
    SecurityGroupArn: arn(site, 'ec2', `security-group/${id}`),
    Description: spec.description ?? `${spec.name}, managed by Terraform`,
    OwnerId: site.account,
    VpcId: vpcId(site, spec.vpc),
    IpPermissions: spec.ingress ?? [],
    IpPermissionsEgress: spec.egress ?? [
      {
        IpProtocol: '-1',
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      },
    ],
    Tags: upperTags({ Name: spec.name }),
  })
}

/** A TCP rule on one port or a range, with no source yet. */
function tcp(from: number, to: number): Required<Omit<IpPermission, 'IpProtocol'>> & { IpProtocol: string } {
  return {
    IpProtocol: 'tcp',
    FromPort: from,
    ToPort: to,
    IpRanges: [],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [],
  }
}

export function fromCidrs(cidrs: string[], from: number, to = from): IpPermission {
  return { ...tcp(from, to), IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) }
}

export function fromGroup(place: Place, group: string, from: number, to = from): IpPermission {
  return fromGroupIds(place, [groupId(place, group)], from, to)
}

export function fromGroupIds(place: Place, groupIds: string[], from: number, to = from): IpPermission {
  return { ...tcp(from, to), UserIdGroupPairs: groupIds.map((GroupId) => ({ GroupId, UserId: place.account })) }
}

export function fromPrefixList(place: Place, list: string, from: number, to = from): IpPermission {
  return { ...tcp(from, to), PrefixListIds: [{ PrefixListId: ec2Id(place, 'pl', list) }] }
}

/** The default group of a VPC as AWS makes it: everything, but only among its own members. */
export function addDefaultGroup(site: Site, vpc: string): void {
  const name = `${vpc}-default`
  addSecurityGroup(site, {
    name,
    vpc,
    description: 'default VPC security group',
    ingress: [
      {
        IpProtocol: '-1',
        IpRanges: [],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [{ GroupId: groupId(site, name), UserId: site.account }],
      },
    ],
  })
}

export function addPrefixList(site: Site, name: string, entries: PrefixListEntry[]): void {
  const id = ec2Id(site, 'pl', name)
  site.estate.ec2.prefixLists.push({
    PrefixListId: id,
    PrefixListArn: arn(site, 'ec2', `prefix-list/${id}`),
    PrefixListName: name,
    AddressFamily: 'IPv4',
    MaxEntries: 20,
    OwnerId: site.account,
    State: 'create-complete',
    Version: 3,
    Tags: upperTags({ Name: name }),
    entries,
  })
}
