import type { NetworkInterface } from '@aws-sdk/client-ec2'
import type { RegionEstate } from '../estate.ts'

const elb = 'arn:aws:elasticloadbalancing:us-east-1:111122223333'
export const loadBalancerArn = `${elb}:loadbalancer/app/front/1`
export const targetGroupArn = `${elb}:targetgroup/api/1`
export const listenerArn = `${elb}:listener/app/front/1/1`
export const ruleArn = `${elb}:listener-rule/app/front/1/1/1`
export const hostileName = '<img src=x onerror="alert(1)"> & \u202Egnp'

export function fixtureNetwork(now: Date): Pick<RegionEstate, 'ec2' | 'elbv2'> {
  return { ec2: ec2(now), elbv2: elbv2(now) }
}

function ec2(now: Date): RegionEstate['ec2'] {
  return {
    vpcs: [
      {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/16',
        IsDefault: false,
        State: 'available',
        Tags: [{ Key: 'Name', Value: hostileName }],
      },
    ],
    subnets: Array.from({ length: 12 }, (_, index) => ({
      SubnetId: `subnet-${index}`,
      VpcId: index < 11 ? 'vpc-1' : 'vpc-2',
      CidrBlock: `10.0.${index}.0/24`,
      AvailabilityZone: index % 2 ? 'us-east-1b' : 'us-east-1a',
      AvailabilityZoneId: index % 2 ? 'use1-az2' : 'use1-az1',
      MapPublicIpOnLaunch: index === 0,
    })),
    routeTables: [
      {
        RouteTableId: 'rtb-1',
        VpcId: 'vpc-1',
        Associations: [
          { Main: true, RouteTableId: 'rtb-1' },
          { Main: false, SubnetId: 'subnet-1', RouteTableId: 'rtb-1' },
        ],
        Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' }],
      },
    ],
    securityGroups: [
      {
        GroupId: 'sg-1',
        GroupName: 'web',
        VpcId: 'vpc-1',
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        IpPermissionsEgress: [],
      },
    ],
    networkInterfaces: ['a1', 'a2'].map((id) => networkInterface(id)),
    instances: [
      {
        InstanceId: 'i-1',
        ImageId: 'ami-1',
        State: { Name: 'running' },
        VpcId: 'vpc-1',
        LaunchTime: now,
        MetadataOptions: { HttpTokens: 'required' },
      },
    ],
    prefixLists: [
      {
        PrefixListId: 'pl-1',
        PrefixListName: 'office',
        entries: [{ Cidr: '192.0.2.0/24' }, { Cidr: '198.51.100.0/24' }],
      },
    ],
    vpcEndpoints: [
      {
        VpcEndpointId: 'vpce-1',
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.us-east-1.ecr.api',
        State: 'Available',
        VpcEndpointType: 'Interface',
      },
    ],
    natGateways: [{ NatGatewayId: 'nat-1', VpcId: 'vpc-1', SubnetId: 'subnet-0', State: 'available', CreateTime: now }],
    vpcPeeringConnections: [
      { VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'active' }, RequesterVpcInfo: { VpcId: 'vpc-1' } },
    ],
    transitGatewayAttachments: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-1',
        TransitGatewayId: 'tgw-1',
        ResourceId: 'vpc-1',
        State: 'available',
      },
    ],
    networkAcls: [
      { NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault: true, Entries: [{ RuleNumber: 100, Egress: false }] },
    ],
    flowLogs: [{ FlowLogId: 'fl-1', ResourceId: 'vpc-1', TrafficType: 'ALL', FlowLogStatus: 'ACTIVE' }],
    vpcEncryptionControls: [{ VpcEncryptionControlId: 'vpcec-1', VpcId: 'vpc-1', Mode: 'enforce', State: 'available' }],
    volumes: [
      {
        VolumeId: 'vol-1',
        Encrypted: true,
        CreateTime: now,
        Attachments: [{ InstanceId: 'i-1', Device: '/dev/xvda', State: 'attached' }],
      },
    ],
    ebsEncryptionByDefault: true,
    instanceTypes: [{ InstanceType: 'm7i.large', NetworkInfo: { EncryptionInTransitSupported: true } }],
    internetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'attached' }] }],
    launchTemplateVersions: [1, 2].map((version) => ({
      LaunchTemplateId: 'lt-1',
      LaunchTemplateName: 'hosts',
      VersionNumber: version,
      DefaultVersion: version === 1,
      LaunchTemplateData: {
        ImageId: 'ami-1',
        MetadataOptions: { HttpTokens: version === 2 ? 'required' : 'optional' },
      },
    })),
    images: [
      {
        ImageId: 'ami-1',
        OwnerId: '591542846629',
        ImageOwnerAlias: 'amazon',
        Name: 'al2023-ami-ecs',
        State: 'available',
      },
    ],
    instanceMetadataDefaults: { HttpTokens: 'required' },
  }
}

function networkInterface(id: string): NetworkInterface {
  return {
    NetworkInterfaceId: `eni-${id}`,
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    PrivateIpAddress: '10.0.0.10',
    Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
    Association: { PublicIp: '203.0.113.7' },
    InterfaceType: 'interface',
    Status: 'in-use',
  }
}

function elbv2(now: Date): RegionEstate['elbv2'] {
  return {
    loadBalancers: [
      {
        LoadBalancerArn: loadBalancerArn,
        LoadBalancerName: 'front',
        Scheme: 'internet-facing',
        Type: 'application',
        State: { Code: 'active' },
        SecurityGroups: ['sg-1'],
        CreatedTime: now,
      },
      { LoadBalancerArn: `${elb}:loadbalancer/net/back/1`, LoadBalancerName: 'back', Type: 'network' },
    ],
    loadBalancerAttributes: { [loadBalancerArn]: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
    targetGroups: [
      {
        TargetGroupArn: targetGroupArn,
        TargetGroupName: 'api',
        Port: 8080,
        Protocol: 'HTTP',
        LoadBalancerArns: [loadBalancerArn],
      },
    ],
    targetGroupAttributes: { [targetGroupArn]: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] },
    targetHealth: {
      [targetGroupArn]: [{ Target: { Id: '10.0.0.10', Port: 8080 }, TargetHealth: { State: 'healthy' } }],
    },
    listeners: [
      {
        ListenerArn: listenerArn,
        LoadBalancerArn: loadBalancerArn,
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }],
        DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
      },
    ],
    rules: {
      [listenerArn]: [
        {
          RuleArn: ruleArn,
          Priority: 'default',
          IsDefault: true,
          Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
        },
      ],
    },
    sslPolicies: [
      { Name: 'ELBSecurityPolicy-2016-08', SslProtocols: ['TLSv1', 'TLSv1.2'] },
      { Name: 'ELBSecurityPolicy-TLS13-1-2-2021-06', SslProtocols: ['TLSv1.3'] },
    ],
    tags: { [loadBalancerArn]: { environment: 'production' } },
  }
}
