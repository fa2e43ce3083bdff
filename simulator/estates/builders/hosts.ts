import type { ImdsSupportValues, Instance, LaunchTemplateInstanceMetadataOptions } from '@aws-sdk/client-ec2'
import type { Tags } from '../../estate.ts'
import type { ClusterSite } from './clusters.ts'
import { addContainerInstance } from './container-instances.ts'
import { addInterface } from './interfaces.ts'
import { subnetId, type Zone } from './network.ts'
import { profileArn, profileId } from './roles.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, ec2Id, hex, lowerTags, type Place, type Site, upperTags } from './site.ts'
import { addRootVolume, type VolumeSpec } from './volumes.ts'

export interface HostSpec {
  /** Of the Auto Scaling group, launch template and capacity provider. */
  name: string
  /** One host for every letter. */
  zones: Zone[]
  tier?: string
  instanceType: Instance['InstanceType']
  image: string
  os: 'linux' | 'windows'
  securityGroup: string
  /** Role and instance profile of the same name. */
  role: string
  /** Metadata options of the running instances. */
  metadata: Instance['MetadataOptions']
  publicIp?: boolean
  blocksTaskMetadata?: boolean
  volume?: VolumeSpec
  tags?: Tags
}

export interface AmiSpec {
  name: string
  imdsSupport?: ImdsSupportValues
  platform?: 'Windows'
  owner: 'amazon' | 'self'
}

export const launchTemplateId = (place: Place, name: string) => ec2Id(place, 'lt', name)
export const groupArn = (place: Place, name: string) =>
  arn(place, 'autoscaling', `autoScalingGroup:${hex(place, 8, 'asg', name)}:autoScalingGroupName/${name}`)

export function addAmi(site: Site, spec: AmiSpec): void {
  site.estate.ec2.images.push({
    ImageId: ec2Id(site, 'ami', spec.name),
    Name: spec.name,
    Architecture: 'x86_64',
    CreationDate: daysAgo(site, 40).toISOString(),
    ImageOwnerAlias: spec.owner,
    OwnerId: spec.owner === 'amazon' ? '591542846629' : site.account,
    PlatformDetails: spec.platform ?? 'Linux/UNIX',
    Public: spec.owner === 'amazon',
    State: 'available',
    ImageType: 'machine',
    VirtualizationType: 'hvm',
    RootDeviceType: 'ebs',
    ...(spec.platform && { Platform: spec.platform }),
    ...(spec.imdsSupport && { ImdsSupport: spec.imdsSupport }),
    Tags: [],
  })
}

/** Hosts that joined a cluster one by one, in no Auto Scaling group. */
export function addLooseHosts(cluster: ClusterSite, spec: HostSpec): void {
  for (const [i, zone] of spec.zones.entries()) addHost(cluster, spec, zone, i)
}

/** An Auto Scaling group with its launch template, behind a capacity provider of the same name. */
export function addHostGroup(
  cluster: ClusterSite,
  spec: HostSpec & { templateMetadata?: LaunchTemplateInstanceMetadataOptions },
): void {
  const { site } = cluster
  const template = { LaunchTemplateId: launchTemplateId(site, spec.name), LaunchTemplateName: spec.name }
  addLaunchTemplate(site, spec.name, spec, spec.templateMetadata)
  const hosts = spec.zones.map((zone, i) => addHost(cluster, spec, zone, i, spec.name))
  const subnets = [...new Set(spec.zones)].map((zone) => subnetId(site, `${spec.tier ?? cluster.tier}-${zone}`))
  site.estate.autoscaling.groups.push({
    AutoScalingGroupName: spec.name,
    AutoScalingGroupARN: groupArn(site, spec.name),
    LaunchTemplate: { ...template, Version: '$Latest' },
    MinSize: hosts.length,
    MaxSize: hosts.length * 3,
    DesiredCapacity: hosts.length,
    DefaultCooldown: 300,
    AvailabilityZones: [...new Set(spec.zones)].map((zone) => `${site.region}${zone}`),
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 120,
    CreatedTime: daysAgo(site, 300),
    VPCZoneIdentifier: subnets.join(','),
    NewInstancesProtectedFromScaleIn: true,
    Instances: hosts.map(({ InstanceId, InstanceType, Placement }) => ({
      InstanceId,
      InstanceType,
      AvailabilityZone: Placement?.AvailabilityZone,
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: true,
      LaunchTemplate: { ...template, Version: '3' },
    })),
    Tags: upperTags({ AmazonECSManaged: '', ...spec.tags }).map((tag) => ({
      ...tag,
      ResourceId: spec.name,
      ResourceType: 'auto-scaling-group',
      PropagateAtLaunch: true,
    })),
  })
  site.estate.ecs.capacityProviders.push({
    capacityProviderArn: arn(site, 'ecs', `capacity-provider/${spec.name}`),
    name: spec.name,
    type: 'EC2_AUTOSCALING',
    status: 'ACTIVE',
    autoScalingGroupProvider: {
      autoScalingGroupArn: groupArn(site, spec.name),
      managedScaling: { status: 'ENABLED', targetCapacity: 100, minimumScalingStepSize: 1, instanceWarmupPeriod: 120 },
      managedTerminationProtection: 'ENABLED',
      managedDraining: 'ENABLED',
    },
    tags: lowerTags(spec.tags ?? {}),
  })
}

/** Three versions; only the newest, which is `$Latest` and not `$Default`, has the metadata options given. */
export function addLaunchTemplate(
  site: Site,
  name: string,
  spec: Pick<HostSpec, 'image' | 'instanceType' | 'role' | 'securityGroup' | 'publicIp'>,
  metadata: LaunchTemplateInstanceMetadataOptions | undefined,
): void {
  for (const version of [1, 2, 3]) {
    site.estate.ec2.launchTemplateVersions.push({
      LaunchTemplateId: launchTemplateId(site, name),
      LaunchTemplateName: name,
      VersionNumber: version,
      DefaultVersion: version === 1,
      CreateTime: daysAgo(site, 300 - 90 * version),
      CreatedBy: `arn:aws:sts::${site.account}:assumed-role/deploy-pipeline/infrastructure`,
      LaunchTemplateData: {
        ImageId: ec2Id(site, 'ami', spec.image),
        InstanceType: spec.instanceType,
        IamInstanceProfile: { Arn: profileArn(site, spec.role) },
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            Groups: [groupId(site, spec.securityGroup)],
            AssociatePublicIpAddress: spec.publicIp ?? false,
          },
        ],
        ...(version === 3 && metadata && { MetadataOptions: metadata }),
      },
    })
  }
}

function addHost(cluster: ClusterSite, spec: HostSpec, zone: Zone, index: number, provider?: string): Instance {
  const { site } = cluster
  const name = `${spec.name}-${index}`
  const instanceId = ec2Id(site, 'i', name)
  const hostSubnet = subnetId(site, `${spec.tier ?? cluster.tier}-${zone}`)
  const eni = addInterface(site, {
    name,
    subnetId: hostSubnet,
    groupIds: [groupId(site, spec.securityGroup)],
    description: '',
    instanceId,
    publicIp: spec.publicIp ?? false,
  })
  const instance: Instance = {
    InstanceId: instanceId,
    ImageId: ec2Id(site, 'ami', spec.image),
    InstanceType: spec.instanceType,
    Architecture: 'x86_64',
    LaunchTime: daysAgo(site, 12),
    State: { Code: 16, Name: 'running' },
    Placement: { AvailabilityZone: `${site.region}${zone}`, Tenancy: 'default' },
    PlatformDetails: spec.os === 'windows' ? 'Windows' : 'Linux/UNIX',
    IamInstanceProfile: { Arn: profileArn(site, spec.role), Id: profileId(site, spec.role) },
    SubnetId: hostSubnet,
    VpcId: eni.VpcId,
    PrivateIpAddress: eni.PrivateIpAddress,
    SecurityGroups: eni.Groups,
    MetadataOptions: { State: 'applied', ...spec.metadata },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: eni.NetworkInterfaceId,
        Groups: eni.Groups,
        Ipv6Addresses: [],
        PrivateIpAddress: eni.PrivateIpAddress,
        SubnetId: hostSubnet,
        VpcId: eni.VpcId,
        OwnerId: site.account,
        Status: 'in-use',
        ...(eni.Association && { Association: eni.Association }),
      },
    ],
    ...(spec.os === 'windows' && { Platform: 'Windows' }),
    ...(eni.Association && { PublicIpAddress: eni.Association.PublicIp }),
    Tags: upperTags({ Name: name, ...spec.tags }),
  }
  site.estate.ec2.instances.push(instance)
  addRootVolume(site, instance, spec.volume)
  addContainerInstance(cluster, { ...spec, name, instance, ...(provider && { provider }) })
  return instance
}
