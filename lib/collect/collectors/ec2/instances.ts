import type * as ec2 from '@aws-sdk/client-ec2'
import type { Instance } from '#lib/inventory/types/ec2.ts'
import { defineCollector } from '../../collector.ts'
import { iso, need, pick, tagList, unique } from '../../shape.ts'
import { toIpv6Addresses } from './network-shapes.ts'

/** Most values one EC2 filter takes. */
export const filterValues = 200

/** EC2 instances behind container instances. More than a filter can name: the whole region is listed, the others dropped. */
export const instances = defineCollector({
  name: 'ec2-instances',
  fills: ['instances'],
  needs: ['containerInstances'],
  async collect(_context, look, out) {
    const ids = unique(look.seen('containerInstances').map((one) => one.ec2InstanceId)).filter((id) =>
      id.startsWith('i-'),
    )
    if (ids.length === 0) return
    const Filters = ids.length > filterValues ? undefined : [{ Name: 'instance-id', Values: ids }]
    const reservations = await out.list(
      { section: 'instances' },
      {
        action: 'ec2:DescribeInstances',
        input: (NextToken) => ({ Filters, MaxResults: 1000, NextToken }),
        items: ({ Reservations }) => Reservations,
        next: ({ NextToken }) => NextToken,
      },
    )
    const wanted = new Set(ids)
    const found = reservations.flatMap(({ Instances }) => Instances ?? [])
    const hosts = found.filter(({ InstanceId }) => InstanceId && wanted.has(InstanceId))
    out.add('instances', 'ec2:DescribeInstances', hosts, toInstance)
  },
})

function toInstance(instance: ec2.Instance): Instance {
  const { IamInstanceProfile, MetadataOptions, NetworkInterfaces } = instance
  return {
    InstanceId: need(instance.InstanceId, 'InstanceId'),
    ImageId: need(instance.ImageId, 'ImageId'),
    InstanceType: need(instance.InstanceType, 'InstanceType'),
    State: need(instance.State?.Name, 'State.Name'),
    ...pick(instance, 'SubnetId', 'VpcId', 'InstanceLifecycle', 'KeyName'),
    // EC2 answers with an empty element where there is no public address.
    PublicIpAddress: instance.PublicIpAddress || undefined,
    LaunchTime: iso(instance.LaunchTime),
    IamInstanceProfile: IamInstanceProfile?.Arn ? { Arn: IamInstanceProfile.Arn } : undefined,
    MetadataOptions:
      MetadataOptions &&
      pick(MetadataOptions, 'HttpTokens', 'HttpEndpoint', 'HttpPutResponseHopLimit', 'InstanceMetadataTags'),
    NetworkInterfaces: (NetworkInterfaces ?? []).map((one) => ({
      NetworkInterfaceId: need(one.NetworkInterfaceId, 'NetworkInterfaceId'),
      ...pick(one, 'SubnetId'),
      DeviceIndex: one.Attachment?.DeviceIndex,
      Groups: (one.Groups ?? []).map(({ GroupId }) => ({ GroupId: need(GroupId, 'GroupId') })),
      Association: one.Association?.PublicIp ? { PublicIp: one.Association.PublicIp } : undefined,
      Ipv6Addresses: toIpv6Addresses(one.Ipv6Addresses),
    })),
    Tags: tagList(instance.Tags),
  }
}
