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
