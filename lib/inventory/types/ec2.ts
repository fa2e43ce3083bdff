import type { UserDataFacts } from '../redact/user-data.ts'

/** Amazon EC2 and VPC facts. Field names are the API's own. */

export interface Ec2Tag {
  Key: string
  Value: string
}

export interface Vpc {
  VpcId: string
  CidrBlock: string
  CidrBlockAssociationSet: { CidrBlock: string }[]
  Ipv6CidrBlockAssociationSet?: { Ipv6CidrBlock: string }[]
  OwnerId: string
  IsDefault: boolean
  Tags: Ec2Tag[]
}

export interface Subnet {
  SubnetId: string
  VpcId: string
  OwnerId: string
  AvailabilityZone: string
  AvailabilityZoneId: string
  CidrBlock: string
  Ipv6CidrBlockAssociationSet: { Ipv6CidrBlock: string; State?: string }[]
  MapPublicIpOnLaunch: boolean
  AssignIpv6AddressOnCreation?: boolean
  Ipv6Native?: boolean
  AvailableIpAddressCount: number
  BlockPublicAccessStates?: { InternetGatewayBlockMode?: string }
  Tags: Ec2Tag[]
}

export interface Route {
  DestinationCidrBlock?: string
  DestinationIpv6CidrBlock?: string
  DestinationPrefixListId?: string
  State?: string
  GatewayId?: string
  NatGatewayId?: string
  TransitGatewayId?: string
  VpcPeeringConnectionId?: string
  NetworkInterfaceId?: string
  InstanceId?: string
  LocalGatewayId?: string
  CarrierGatewayId?: string
  EgressOnlyInternetGatewayId?: string
  CoreNetworkArn?: string
}

export interface RouteTable {
  RouteTableId: string
  VpcId: string
  OwnerId: string
  Associations: { Main: boolean; SubnetId?: string; GatewayId?: string; AssociationState?: string }[]
  Routes: Route[]
}

export interface IpPermission {
  IpProtocol: string
  FromPort?: number
  ToPort?: number
  IpRanges: { CidrIp: string; Description?: string }[]
  Ipv6Ranges: { CidrIpv6: string; Description?: string }[]
  PrefixListIds: { PrefixListId: string }[]
  UserIdGroupPairs: { GroupId: string; UserId?: string }[]
}

export interface SecurityGroup {
  GroupId: string
  GroupName: string
  VpcId?: string
  OwnerId: string
  IpPermissions: IpPermission[]
  IpPermissionsEgress: IpPermission[]
  Tags: Ec2Tag[]
}

export interface NetworkInterface {
  NetworkInterfaceId: string
  SubnetId: string
  VpcId: string
  InterfaceType: string
  Status: string
  Description?: string
  Groups: { GroupId: string }[]
  Association?: { PublicIp: string }
  Ipv6Addresses: { Ipv6Address: string }[]
  PrivateIpAddress?: string
  Attachment?: { InstanceId?: string; DeviceIndex?: number }
}

export interface Instance {
  InstanceId: string
  ImageId: string
  InstanceType: string
  State: string
  SubnetId?: string
  VpcId?: string
  PublicIpAddress?: string
  LaunchTime?: string
  InstanceLifecycle?: string
  IamInstanceProfile?: { Arn: string }
  /** Name of the key pair whose owner may log in. */
  KeyName?: string
  MetadataOptions?: {
    HttpTokens?: string
    HttpEndpoint?: string
    HttpPutResponseHopLimit?: number
    InstanceMetadataTags?: string
  }
  NetworkInterfaces: {
    NetworkInterfaceId: string
    SubnetId?: string
    DeviceIndex?: number
    Groups: { GroupId: string }[]
    Association?: { PublicIp: string }
    Ipv6Addresses: { Ipv6Address: string }[]
  }[]
  Tags: Ec2Tag[]
}

/** Entries of a managed prefix list that a security group in use refers to. */
export interface PrefixList {
  PrefixListId: string
  Entries: { Cidr: string }[]
}

export interface VpcEndpoint {
  VpcEndpointId: string
  VpcId: string
  ServiceName: string
  VpcEndpointType: string
  State: string
  PrivateDnsEnabled: boolean
  SubnetIds: string[]
  RouteTableIds: string[]
  Groups: { GroupId: string }[]
  /** JSON text; absent where the service knows no endpoint policies. */
  PolicyDocument?: string
}

/** One version of a launch template that an Auto Scaling group in use resolves to. */
export interface LaunchTemplateVersion {
  LaunchTemplateId: string
  LaunchTemplateName?: string
  VersionNumber: number
  DefaultVersion: boolean
  LaunchTemplateData: {
    ImageId?: string
    InstanceType?: string
    IamInstanceProfile?: { Arn?: string; Name?: string }
    KeyName?: string
    MetadataOptions?: { HttpTokens?: string; HttpEndpoint?: string; HttpPutResponseHopLimit?: number }
    NetworkInterfaces: { AssociatePublicIpAddress?: boolean; DeviceIndex?: number }[]
    /** Absent: as the machine image says. */
    BlockDeviceMappings?: {
      DeviceName?: string
      Ebs?: {
        VolumeType?: string
        VolumeSize?: number
        Iops?: number
        Throughput?: number
        Encrypted?: boolean
        KmsKeyId?: string
      }
    }[]
    /** Facts about the user data, never its text; absent when there is none. */
    UserData?: UserDataFacts
  }
}

export interface Image {
  ImageId: string
  Name?: string
  ImdsSupport?: string
  CreationDate?: string
  DeprecationTime?: string
  OwnerId?: string
  /** `amazon` for images that AWS publishes. */
  ImageOwnerAlias?: string
}

export interface InstanceMetadataDefaults {
  HttpTokens?: string
  HttpPutResponseHopLimit?: number
  HttpEndpoint?: string
  HttpTokensEnforced?: string
}
