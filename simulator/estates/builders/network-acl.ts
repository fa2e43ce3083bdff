import type { NetworkAclEntry } from '@aws-sdk/client-ec2'
import { ec2Id, type Site } from './site.ts'

const everything = (rule: number, action: 'allow' | 'deny', Egress: boolean): NetworkAclEntry => ({
  RuleNumber: rule,
  Egress,
  Protocol: '-1',
  RuleAction: action,
  CidrBlock: '0.0.0.0/0',
})

/** The network ACL that every VPC is born with: it lets everything pass. */
export function addDefaultNetworkAcl(site: Site, VpcId: string): void {
  const id = ec2Id(site, 'acl', VpcId)
  const subnets = site.estate.ec2.subnets.filter((subnet) => subnet.VpcId === VpcId)
  site.estate.ec2.networkAcls.push({
    NetworkAclId: id,
    VpcId,
    OwnerId: site.account,
    IsDefault: true,
    Associations: subnets.map(({ SubnetId = '' }) => ({
      NetworkAclAssociationId: ec2Id(site, 'aclassoc', SubnetId),
      NetworkAclId: id,
      SubnetId,
    })),
    Entries: [false, true].flatMap((egress) => [everything(100, 'allow', egress), everything(32_767, 'deny', egress)]),
    Tags: [],
  })
}

const tcp = (rule: number, from: number, to: number, CidrBlock = '0.0.0.0/0'): NetworkAclEntry => ({
  RuleNumber: rule,
  Egress: false,
  Protocol: '6',
  RuleAction: 'allow',
  CidrBlock,
  PortRange: { From: from, To: to },
})

/** Moves the subnets of a tier from the VPC's own network ACL to one that lets in what is needed, and answers. */
export function addTierNetworkAcl(site: Site, tier: string): void {
  const subnets = site.estate.ec2.subnets.filter(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === 'Name' && Value?.startsWith(`${tier}-`)),
  )
  const VpcId = subnets[0]?.VpcId
  const ids = new Set(subnets.map(({ SubnetId }) => SubnetId))
  const id = ec2Id(site, 'acl', tier)
  const moved = site.estate.ec2.networkAcls.flatMap((acl) => {
    const [leaving, staying] = [true, false].map((leaves) =>
      (acl.Associations ?? []).filter(({ SubnetId }) => ids.has(SubnetId) === leaves),
    )
    acl.Associations = staying
    return leaving ?? []
  })
  site.estate.ec2.networkAcls.push({
    NetworkAclId: id,
    VpcId,
    OwnerId: site.account,
    IsDefault: false,
    Associations: moved.map((one) => ({ ...one, NetworkAclId: id })),
    Entries: [
      tcp(100, 8080, 8080, '10.20.0.0/16'),
      tcp(110, 1024, 65_535),
      everything(100, 'allow', true),
      everything(32_767, 'deny', false),
      everything(32_767, 'deny', true),
    ],
    Tags: [],
  })
}
