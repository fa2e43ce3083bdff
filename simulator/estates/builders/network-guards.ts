import type { FlowLog } from '@aws-sdk/client-ec2'
import { vpcId } from './network.ts'
import { daysAgo, ec2Id, type Site, upperTags } from './site.ts'

/** Among them what names the VPC, the subnet and the instance of a flow. */
const logFields = ['version', 'vpc-id', 'subnet-id', 'instance-id', 'srcaddr', 'dstaddr', 'dstport', 'action']

/** Flow logs of a VPC to CloudWatch Logs. */
export function addFlowLog(site: Site, spec: { vpc: string; traffic: 'ALL' | 'REJECT'; status?: 'FAILED' }): void {
  const log: FlowLog = {
    FlowLogId: ec2Id(site, 'fl', spec.vpc),
    ResourceId: vpcId(site, spec.vpc),
    FlowLogStatus: 'ACTIVE',
    TrafficType: spec.traffic,
    DeliverLogsStatus: spec.status ?? 'SUCCESS',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: `/vpc/${spec.vpc}/flow`,
    LogFormat: logFields.map((field) => `\${${field}}`).join(' '),
    MaxAggregationInterval: 60,
    CreationTime: daysAgo(site, 400),
    Tags: [],
  }
  site.estate.ec2.flowLogs.push(log)
}

/** A peering of two VPCs of the region, with routes to each other in all tables of the first. */
export function addPeering(site: Site, from: string, to: string): void {
  const id = ec2Id(site, 'pcx', `${from}-${to}`)
  const end = (name: string) => {
    const { CidrBlock = '' } = site.estate.ec2.vpcs.find(({ VpcId }) => VpcId === vpcId(site, name)) ?? {}
    return {
      VpcId: vpcId(site, name),
      OwnerId: site.account,
      Region: site.region,
      CidrBlock,
      CidrBlockSet: [{ CidrBlock }],
    }
  }
  const [requester, accepter] = [end(from), end(to)]
  site.estate.ec2.vpcPeeringConnections.push({
    VpcPeeringConnectionId: id,
    RequesterVpcInfo: requester,
    AccepterVpcInfo: accepter,
    Status: { Code: 'active', Message: 'Active' },
    Tags: upperTags({ Name: `${from}-${to}` }),
  })
  for (const table of site.estate.ec2.routeTables.filter(({ VpcId }) => VpcId === requester.VpcId)) {
    table.Routes?.push({
      DestinationCidrBlock: accepter.CidrBlock,
      VpcPeeringConnectionId: id,
      Origin: 'CreateRoute',
      State: 'active',
    })
  }
}

/** The attachment of a VPC to the company's transit gateway, with a route to a range behind it in all its tables. */
export function addTransitGateway(site: Site, vpc: string, range: string): void {
  const TransitGatewayId = ec2Id(site, 'tgw', 'company')
  const VpcId = vpcId(site, vpc)
  site.estate.ec2.transitGatewayAttachments.push({
    TransitGatewayAttachmentId: ec2Id(site, 'tgw-attach', vpc),
    TransitGatewayId,
    TransitGatewayOwnerId: site.account,
    ResourceType: 'vpc',
    ResourceId: VpcId,
    ResourceOwnerId: site.account,
    State: 'available',
    CreationTime: daysAgo(site, 400),
    Tags: [],
  })
  for (const table of site.estate.ec2.routeTables.filter((one) => one.VpcId === VpcId)) {
    table.Routes?.push({ DestinationCidrBlock: range, TransitGatewayId, Origin: 'CreateRoute', State: 'active' })
  }
}

/** Encryption in transit between the instances of a VPC, watched but not enforced. */
export function addEncryptionControl(site: Site, vpc: string): void {
  const excluded = { State: 'disabled' as const }
  site.estate.ec2.vpcEncryptionControls.push({
    VpcEncryptionControlId: ec2Id(site, 'vpcec', vpc),
    VpcId: vpcId(site, vpc),
    Mode: 'monitor',
    State: 'available',
    ResourceExclusions: { VpcPeering: excluded, VpcLattice: excluded, Lambda: excluded, ElasticFileSystem: excluded },
    Tags: [],
  })
}
