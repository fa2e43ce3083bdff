import type { ClusterSite } from './clusters.ts'
import { addContainerInstance } from './container-instances.ts'
import { addInterface } from './interfaces.ts'
import { subnetId, tierSubnets, type Zone } from './network.ts'
import { profileArn, profileId, roleArn } from './roles.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, ec2Id, lowerTags, upperTags } from './site.ts'
import { addRootVolume } from './volumes.ts'

export interface ManagedInstancesSpec {
  /** Of the capacity provider. */
  name: string
  zones: Zone[]
  securityGroup: string
  role: string
  infrastructureRole: string
}

/** ECS Managed Instances: hosts that ECS launches, patches and replaces; they have no Auto Scaling group and no launch template. */
export function addManagedInstances(cluster: ClusterSite, spec: ManagedInstancesSpec): void {
  const { site } = cluster
  site.estate.ecs.capacityProviders.push({
    capacityProviderArn: arn(site, 'ecs', `capacity-provider/${spec.name}`),
    name: spec.name,
    cluster: cluster.arn,
    type: 'MANAGED_INSTANCES',
    status: 'ACTIVE',
    managedInstancesProvider: {
      infrastructureRoleArn: roleArn(site, spec.infrastructureRole),
      propagateTags: 'CAPACITY_PROVIDER',
      instanceLaunchTemplate: {
        ec2InstanceProfileArn: profileArn(site, spec.role),
        networkConfiguration: {
          subnets: tierSubnets(site, cluster.tier, spec.zones),
          securityGroups: [groupId(site, spec.securityGroup)],
        },
        storageConfiguration: { storageSizeGiB: 80 },
        monitoring: 'BASIC',
      },
    },
    tags: lowerTags(cluster.tags),
  })
  for (const [i, zone] of spec.zones.entries()) addManagedInstance(cluster, spec, zone, i)
}

function addManagedInstance(cluster: ClusterSite, spec: ManagedInstancesSpec, zone: Zone, index: number): void {
  const { site } = cluster
  const name = `${spec.name}-${index}`
  const InstanceId = ec2Id(site, 'i', name)
  const SubnetId = subnetId(site, `${cluster.tier}-${zone}`)
  const eni = addInterface(site, {
    name,
    subnetId: SubnetId,
    groupIds: [groupId(site, spec.securityGroup)],
    description: '',
    instanceId: InstanceId,
  })
  const instance = {
    InstanceId,
    ImageId: ec2Id(site, 'ami', 'bottlerocket-ecs-managed'),
    InstanceType: 'c7i.xlarge' as const,
    Architecture: 'x86_64' as const,
    LaunchTime: daysAgo(site, 6),
    State: { Code: 16, Name: 'running' as const },
    Placement: { AvailabilityZone: `${site.region}${zone}`, Tenancy: 'default' as const },
    IamInstanceProfile: { Arn: profileArn(site, spec.role), Id: profileId(site, spec.role) },
    SubnetId,
    VpcId: eni.VpcId,
    PrivateIpAddress: eni.PrivateIpAddress,
    SecurityGroups: eni.Groups,
    MetadataOptions: { State: 'applied' as const, HttpTokens: 'required' as const, HttpEndpoint: 'enabled' as const },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: eni.NetworkInterfaceId,
        Groups: eni.Groups,
        Ipv6Addresses: [],
        PrivateIpAddress: eni.PrivateIpAddress,
        SubnetId,
        VpcId: eni.VpcId,
        OwnerId: site.account,
        Status: 'in-use' as const,
      },
    ],
    Operator: { Managed: true, Principal: 'ecs.amazonaws.com' },
    Tags: upperTags({ Name: name }),
  }
  site.estate.ec2.instances.push(instance)
  addRootVolume(site, instance)
  addContainerInstance(cluster, { name, os: 'linux', instance, provider: spec.name })
}
