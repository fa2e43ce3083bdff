/** What leads out of a VPC, into another one or watches over it. Field names are the API's own. */

/** A public or private NAT gateway; a participant of a shared VPC cannot see its owner's. */
export interface NatGateway {
  NatGatewayId: string
  VpcId: string
  /** Absent on a regional gateway. */
  SubnetId?: string
  State: string
  ConnectivityType?: string
  AvailabilityMode?: string
  AutoProvisionZones?: string
  NatGatewayAddresses: { AvailabilityZone?: string; AvailabilityZoneId?: string; PublicIp?: string }[]
}

export interface FlowLog {
  FlowLogId: string
  /** A VPC, a subnet, a network interface or a transit gateway. */
  ResourceId: string
  FlowLogStatus?: string
  TrafficType?: string
  DeliverLogsStatus?: string
  LogFormat?: string
  MaxAggregationInterval?: number
}

export interface NetworkAcl {
  NetworkAclId: string
  VpcId: string
  IsDefault: boolean
  Associations: { SubnetId: string }[]
  /** The lowest number that fits decides; 32767 is the final denial. */
  Entries: {
    RuleNumber: number
    Egress: boolean
    RuleAction: string
    /** `-1` for all; otherwise the number of the protocol. */
    Protocol: string
    CidrBlock?: string
    Ipv6CidrBlock?: string
    PortRange?: { From?: number; To?: number }
  }[]
}

/** The attachment of a VPC, one of those that services and hosts are in, to a transit gateway. */
export interface TransitGatewayAttachment {
  TransitGatewayAttachmentId: string
  TransitGatewayId: string
  ResourceType: string
  ResourceId: string
  ResourceOwnerId?: string
  State: string
}

/** A peering that some route of the region names. */
export interface VpcPeeringConnection {
  VpcPeeringConnectionId: string
  Status: { Code: string }
  RequesterVpcInfo: PeeredVpc
  AccepterVpcInfo: PeeredVpc
}
interface PeeredVpc {
  VpcId?: string
  OwnerId?: string
  Region?: string
  CidrBlocks: string[]
}

/** Whether a VPC monitors or enforces that traffic in it is encrypted. */
export interface VpcEncryptionControl {
  VpcEncryptionControlId: string
  VpcId: string
  Mode: string
  State: string
  /** State (`enabled`, `disabled` ...) by what is excluded, such as `VpcPeering` or `ElasticFileSystem`. */
  ResourceExclusions: Record<string, string>
}
