import type {
  Instance,
  LaunchTemplateVersion,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from '#lib/inventory/types/ec2.ts'
import type { NetworkAcl } from '#lib/inventory/types/ec2-network.ts'
import type { Certificate, WebAclAssociation } from '#lib/inventory/types/edge.ts'
import type { Listener, ListenerRule, LoadBalancer, SslPolicy, TargetGroup } from '#lib/inventory/types/elbv2.ts'
import type { AutoScalingGroup, ScalableTarget, ScalingPolicy } from '#lib/inventory/types/scaling.ts'
import * as id from './ids.ts'

export const vpc = (over: Partial<Vpc> = {}): Vpc => ({
  VpcId: 'vpc-main',
  CidrBlock: '10.0.0.0/16',
  CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }],
  OwnerId: id.account,
  IsDefault: false,
  Tags: [],
  ...over,
})

const zones = { a: '10.0.1.0/24', b: '10.0.2.0/24', c: '10.0.3.0/24' }

/** A private subnet of zone a, b or c. */
export const subnet = (zone: keyof typeof zones = 'a', over: Partial<Subnet> = {}): Subnet => ({
  SubnetId: `subnet-${zone}`,
  VpcId: 'vpc-main',
  OwnerId: id.account,
  AvailabilityZone: `${id.region}${zone}`,
  AvailabilityZoneId: `euw1-az${zone}`,
  CidrBlock: zones[zone],
  Ipv6CidrBlockAssociationSet: [],
  MapPublicIpOnLaunch: false,
  AvailableIpAddressCount: 200,
  Tags: [],
  ...over,
})

/** The VPC's main route table: local and NAT. */
export const routeTable = (over: Partial<RouteTable> = {}): RouteTable => ({
  RouteTableId: 'rtb-private',
  VpcId: 'vpc-main',
  OwnerId: id.account,
  Associations: [{ Main: true }],
  Routes: [
    { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
    { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active' },
  ],
  ...over,
})

/** A main route table that makes every subnet public. */
export const publicRouteTable = (over: Partial<RouteTable> = {}): RouteTable =>
  routeTable({
    RouteTableId: 'rtb-public',
    Routes: [
      { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
    ],
    ...over,
  })

export const rule = (
  from: number | undefined,
  to: number | undefined,
  sources: { cidr?: string; cidr6?: string; group?: string; list?: string },
  protocol = 'tcp',
) => ({
  IpProtocol: protocol,
  FromPort: from,
  ToPort: to,
  IpRanges: sources.cidr ? [{ CidrIp: sources.cidr }] : [],
  Ipv6Ranges: sources.cidr6 ? [{ CidrIpv6: sources.cidr6 }] : [],
  PrefixListIds: sources.list ? [{ PrefixListId: sources.list }] : [],
  UserIdGroupPairs: sources.group ? [{ GroupId: sources.group }] : [],
})

/** The task group: admits the load balancer's group on the container port only. */
export const securityGroup = (over: Partial<SecurityGroup> = {}): SecurityGroup => ({
  GroupId: 'sg-web',
  GroupName: 'web',
  VpcId: 'vpc-main',
  OwnerId: id.account,
  IpPermissions: [rule(8080, 8080, { group: 'sg-alb' })],
  IpPermissionsEgress: [],
  Tags: [],
  ...over,
})

export const networkInterface = (over: Partial<NetworkInterface> = {}): NetworkInterface => ({
  NetworkInterfaceId: 'eni-a',
  SubnetId: 'subnet-a',
  VpcId: 'vpc-main',
  InterfaceType: 'interface',
  Status: 'in-use',
  Groups: [{ GroupId: 'sg-web' }],
  Ipv6Addresses: [],
  PrivateIpAddress: '10.0.1.10',
  ...over,
})

/** Lets callers of the own account reach its own repositories only. */
export const ownRepositories = JSON.stringify({
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:*',
      Resource: `arn:aws:ecr:${id.region}:${id.account}:repository/*`,
    },
    { Effect: 'Allow', Principal: '*', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
  ],
})

export const endpoint = (service: string, over: Partial<VpcEndpoint> = {}): VpcEndpoint => ({
  VpcEndpointId: `vpce-${service}`,
  VpcId: 'vpc-main',
  ServiceName: `com.amazonaws.${id.region}.${service}`,
  VpcEndpointType: 'Interface',
  State: 'available',
  PrivateDnsEnabled: true,
  SubnetIds: ['subnet-a', 'subnet-b', 'subnet-c'],
  RouteTableIds: [],
  Groups: [{ GroupId: 'sg-endpoints' }],
  PolicyDocument: ownRepositories,
  ...over,
})

export const aclEntry = (
  RuleNumber: number,
  RuleAction: 'allow' | 'deny',
  over: Partial<NetworkAcl['Entries'][number]> = {},
): NetworkAcl['Entries'][number] => ({
  RuleNumber,
  RuleAction,
  Egress: false,
  Protocol: '6',
  CidrBlock: '0.0.0.0/0',
  ...over,
})

/** Lets in HTTPS from the VPC and what returns to the tasks; everything goes out. */
export const networkAcl = (over: Partial<NetworkAcl> = {}): NetworkAcl => ({
  NetworkAclId: 'acl-tasks',
  VpcId: 'vpc-main',
  IsDefault: false,
  Associations: ['subnet-a', 'subnet-b', 'subnet-c'].map((SubnetId) => ({ SubnetId })),
  Entries: [
    aclEntry(100, 'allow', { PortRange: { From: 8080, To: 8080 }, CidrBlock: '10.0.0.0/16' }),
    aclEntry(110, 'allow', { PortRange: { From: 1024, To: 65535 } }),
    aclEntry(100, 'allow', { Egress: true, Protocol: '-1' }),
    aclEntry(32767, 'deny', { Protocol: '-1' }),
    aclEntry(32767, 'deny', { Egress: true, Protocol: '-1' }),
  ],
  ...over,
})

export const instance = (over: Partial<Instance> = {}): Instance => ({
  InstanceId: 'i-host',
  ImageId: 'ami-1',
  InstanceType: 'm7i.large',
  State: 'running',
  SubnetId: 'subnet-a',
  VpcId: 'vpc-main',
  IamInstanceProfile: { Arn: id.arn('iam', 'instance-profile/hosts', '') },
  MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-host',
      SubnetId: 'subnet-a',
      DeviceIndex: 0,
      Groups: [{ GroupId: 'sg-hosts' }],
      Ipv6Addresses: [],
    },
  ],
  Tags: [],
  ...over,
})

export const autoScalingGroup = (over: Partial<AutoScalingGroup> = {}): AutoScalingGroup => ({
  AutoScalingGroupARN: id.arn('autoscaling', 'autoScalingGroup:0:autoScalingGroupName/hosts'),
  AutoScalingGroupName: 'hosts',
  LaunchTemplate: { LaunchTemplateId: 'lt-hosts', Version: '$Latest' },
  MinSize: 2,
  MaxSize: 6,
  DesiredCapacity: 2,
  AvailabilityZones: [`${id.region}a`, `${id.region}b`, `${id.region}c`],
  VPCZoneIdentifier: 'subnet-a,subnet-b,subnet-c',
  Instances: [{ InstanceId: 'i-host', AvailabilityZone: `${id.region}a`, LifecycleState: 'InService' }],
  Tags: [],
  ...over,
})

export const launchTemplate = (over: Partial<LaunchTemplateVersion> = {}): LaunchTemplateVersion => ({
  LaunchTemplateId: 'lt-hosts',
  LaunchTemplateName: 'hosts',
  VersionNumber: 4,
  DefaultVersion: true,
  LaunchTemplateData: { ImageId: 'ami-1', MetadataOptions: { HttpTokens: 'required' }, NetworkInterfaces: [] },
  ...over,
})

export const loadBalancer = (over: Partial<LoadBalancer> = {}): LoadBalancer => ({
  LoadBalancerArn: id.loadBalancerArn,
  LoadBalancerName: 'front',
  Scheme: 'internet-facing',
  Type: 'application',
  VpcId: 'vpc-main',
  State: 'active',
  SecurityGroups: ['sg-alb'],
  AvailabilityZones: [],
  ...over,
})

export const loadBalancerAttributes = (attributes: Record<string, string> = {}) => ({
  LoadBalancerArn: id.loadBalancerArn,
  Attributes: Object.entries({ 'access_logs.s3.enabled': 'true', ...attributes }).map(([Key, Value]) => ({
    Key,
    Value,
  })),
})

/** A web ACL with one rule that blocks, before the good load balancer. */
export const webAcl = (over: Partial<WebAclAssociation['WebACL'] & object> = {}): WebAclAssociation => ({
  ResourceArn: id.loadBalancerArn,
  WebACL: {
    ARN: id.arn('wafv2', 'regional/webacl/front/1'),
    Name: 'front',
    Rules: [{ Name: 'common', Action: 'None' }],
    ManagedRuleGroups: 0,
    ...over,
  },
})

const certificateArn = id.arn('acm', 'certificate/1')

export const listenerCertificates = (...more: string[]) => ({
  ListenerArn: id.listenerArn,
  Certificates: [
    { CertificateArn: certificateArn, IsDefault: true },
    ...more.map((CertificateArn) => ({ CertificateArn, IsDefault: false })),
  ],
})

/** Issued and renewed by Amazon, half a year before its end. */
export const certificate = (over: Partial<Certificate> = {}): Certificate => ({
  CertificateArn: certificateArn,
  DomainName: 'shop.example',
  SubjectAlternativeNames: ['shop.example', '*.shop.example'],
  Status: 'ISSUED',
  Type: 'AMAZON_ISSUED',
  NotAfter: id.daysAgo(-180),
  RenewalEligibility: 'ELIGIBLE',
  ...over,
})

export const targetGroup = (over: Partial<TargetGroup> = {}): TargetGroup => ({
  TargetGroupArn: id.targetGroupArn,
  TargetGroupName: 'web',
  Protocol: 'HTTP',
  ProtocolVersion: 'HTTP1',
  Port: 8080,
  VpcId: 'vpc-main',
  TargetType: 'ip',
  HealthCheckEnabled: true,
  HealthCheckProtocol: 'HTTP',
  Matcher: { HttpCode: '200' },
  HealthCheckPath: '/health',
  HealthCheckIntervalSeconds: 10,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 2,
  UnhealthyThresholdCount: 2,
  LoadBalancerArns: [id.loadBalancerArn],
  ...over,
})

/** Attributes of the good target group: `drain` seconds of deregistration delay. */
export const targetGroupAttributes = (drain = '30', more: Record<string, string> = {}) => ({
  TargetGroupArn: id.targetGroupArn,
  Attributes: Object.entries({
    'deregistration_delay.timeout_seconds': drain,
    'stickiness.enabled': 'false',
    ...more,
  }).map(([Key, Value]) => ({ Key, Value })),
})

export const listener = (over: Partial<Listener> = {}): Listener => ({
  ListenerArn: id.listenerArn,
  LoadBalancerArn: id.loadBalancerArn,
  Protocol: 'HTTPS',
  Port: 443,
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  Certificates: [],
  AlpnPolicy: [],
  MutualAuthentication: { Mode: 'verify' },
  DefaultActions: [{ Type: 'forward', TargetGroupArn: id.targetGroupArn }],
  ...over,
})

export const listenerRule = (over: Partial<ListenerRule> = {}): ListenerRule => ({
  RuleArn: `${id.listenerArn}/rule`,
  ListenerArn: id.listenerArn,
  Priority: '10',
  IsDefault: false,
  Conditions: [{ Field: 'path-pattern' }],
  Actions: [{ Type: 'forward', TargetGroupArn: id.targetGroupArn }],
  ...over,
})

export const sslPolicy = (over: Partial<SslPolicy> = {}): SslPolicy => ({
  Name: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  SslProtocols: ['TLSv1.2', 'TLSv1.3'],
  Ciphers: [{ Name: 'TLS_AES_128_GCM_SHA256' }, { Name: 'ECDHE-RSA-AES128-GCM-SHA256' }],
  ...over,
})

export const scalableTarget = (over: Partial<ScalableTarget> = {}): ScalableTarget => ({
  ServiceNamespace: 'ecs',
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 10,
  SuspendedState: {},
  ...over,
})

export const scalingPolicy = (over: Partial<ScalingPolicy> = {}): ScalingPolicy => ({
  PolicyARN: id.arn('autoscaling', 'scalingPolicy:1:resource/ecs/service/main/web:policyName/cpu'),
  PolicyName: 'cpu',
  PolicyType: 'TargetTrackingScaling',
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  Alarms: [{ AlarmName: 'web-cpu-high' }],
  ...over,
})
