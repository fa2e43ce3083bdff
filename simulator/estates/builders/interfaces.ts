import type { NetworkInterface } from '@aws-sdk/client-ec2'
import { ec2Id, hex, required, type Site, upperTags } from './site.ts'

export interface InterfaceSpec {
  /** Unique in the region: what the interface belongs to. */
  name: string
  subnetId: string
  groupIds: string[]
  description: string
  publicIp?: boolean
  /** The host that carries it as its primary interface. */
  instanceId?: string
  requester?: string
}

/** An interface in use, with the next free address of its subnet. */
export function addInterface(site: Site, spec: InterfaceSpec): NetworkInterface {
  const { subnets, networkInterfaces, securityGroups } = site.estate.ec2
  const subnet = required(subnets, ({ SubnetId }) => SubnetId === spec.subnetId, `subnet ${spec.subnetId}`)
  const address = nextAddress(site, subnet.CidrBlock ?? '', spec.subnetId)
  const publicIp = `198.51.100.${10 + networkInterfaces.filter(({ Association }) => Association).length}`
  const created: NetworkInterface = {
    NetworkInterfaceId: ec2Id(site, 'eni', spec.name),
    Attachment: {
      AttachmentId: ec2Id(site, spec.instanceId ? 'eni-attach' : 'ela-attach', spec.name),
      DeleteOnTermination: spec.instanceId !== undefined,
      DeviceIndex: spec.instanceId ? 0 : 1,
      InstanceId: spec.instanceId,
      InstanceOwnerId: spec.instanceId ? site.account : 'amazon-aws',
      Status: 'attached',
    },
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    Description: spec.description,
    Groups: spec.groupIds.map((GroupId) => ({
      GroupId,
      GroupName: required(securityGroups, (group) => group.GroupId === GroupId, `security group ${GroupId}`).GroupName,
    })),
    InterfaceType: 'interface',
    Ipv6Addresses: [],
    MacAddress: macAddress(site, spec.name),
    OwnerId: site.account,
    PrivateDnsName: `ip-${address.replaceAll('.', '-')}.ec2.internal`,
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    RequesterManaged: false,
    SourceDestCheck: true,
    Status: 'in-use',
    SubnetId: spec.subnetId,
    VpcId: subnet.VpcId,
    TagSet: upperTags({}),
  }
  if (spec.requester) created.RequesterId = spec.requester
  if (spec.publicIp) {
    created.Association = {
      IpOwnerId: 'amazon',
      PublicIp: publicIp,
      PublicDnsName: `ec2-${publicIp.replaceAll('.', '-')}.compute-1.amazonaws.com`,
    }
  }
  networkInterfaces.push(created)
  return created
}

/** A subnet's interfaces are numbered in the order they are made. */
function nextAddress(site: Site, cidr: string, subnetId: string): string {
  const [a = 0, b = 0, c = 0] = cidr.split(/[./]/).map(Number)
  const used =
    site.estate.ec2.networkInterfaces.filter(({ SubnetId }) => SubnetId === subnetId).length + (site.firstAddress ?? 10)
  return `${a}.${b}.${c + Math.floor(used / 256)}.${used % 256}`
}

function macAddress(site: Site, name: string): string {
  return `0e:${(hex(site, 10, 'mac', name).match(/../g) ?? []).join(':')}`
}
