import type * as sdk from '@aws-sdk/client-ec2'
import { type Call, invalid } from '../../call.ts'
import { page } from '../../page.ts'
import { AwsError } from '../../wire/protocol.ts'
import { describeOperation } from './describe-operation.ts'
import { byFilters } from './filters.ts'

/** Regions that an account has to opt in to. */
const optIn = ['af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1']

export const computeOperations = {
  DescribeInstances: describeOperation<sdk.Instance>({
    list: ({ estate }) => estate.ec2.instances,
    id: ({ InstanceId }) => InstanceId,
    ids: 'InstanceIds',
    notFound: 'InvalidInstanceID.NotFound',
    output: 'Reservations',
    show: (instance) => ({
      ReservationId: instance.InstanceId?.replace(/^i-/, 'r-'),
      Groups: [],
      Instances: [instance],
    }),
    idsExcludePages: true,
    filters: {
      'instance-id': 'InstanceId',
      'instance-state-name': 'State.Name',
      'vpc-id': 'VpcId',
      'subnet-id': 'SubnetId',
      'image-id': 'ImageId',
      'instance-type': 'InstanceType',
      'group-id': 'NetworkInterfaces.Groups.GroupId',
      'instance.group-id': 'SecurityGroups.GroupId',
      'iam-instance-profile.arn': 'IamInstanceProfile.Arn',
      'private-ip-address': 'PrivateIpAddress',
    },
  }),

  DescribeImages: describeOperation<sdk.Image>({
    list: ({ estate }) => estate.ec2.images,
    id: ({ ImageId }) => ImageId,
    ids: 'ImageIds',
    notFound: 'InvalidAMIID.NotFound',
    output: 'Images',
    min: 1,
    where: (image, { Owners }, call) => !Array.isArray(Owners) || Owners.some((owner) => isOwner(image, owner, call)),
    filters: {
      'image-id': 'ImageId',
      name: 'Name',
      'owner-id': 'OwnerId',
      'owner-alias': 'ImageOwnerAlias',
      state: 'State',
      architecture: 'Architecture',
      platform: 'Platform',
    },
  }),

  /** Of one template, or with $Latest or $Default of every template. */
  DescribeLaunchTemplateVersions(
    input: sdk.DescribeLaunchTemplateVersionsRequest,
    call: Call,
  ): sdk.DescribeLaunchTemplateVersionsResult {
    const { LaunchTemplateId: id, LaunchTemplateName: name, Versions, MinVersion, MaxVersion } = input
    const all = call.estate.ec2.launchTemplateVersions
    const ofTemplate = all.filter((one) =>
      id ? one.LaunchTemplateId === id : !name || one.LaunchTemplateName === name,
    )
    if ((id || name) && ofTemplate.length === 0) {
      throw new AwsError(
        'InvalidLaunchTemplateId.NotFound',
        `The specified launch template, with template ID ${id ?? name}, does not exist.`,
      )
    }
    if (!id && !name && !Versions?.some((version) => version.startsWith('$'))) {
      throw invalid(call, 'A launch template, or the version $Latest or $Default of all of them, is needed.')
    }
    const fits = byFilters(call, input.Filters, {
      'image-id': 'LaunchTemplateData.ImageId',
      'is-default-version': 'DefaultVersion',
    })
    const { items, next } = page(call, ofTemplate, {
      token: input.NextToken,
      size: input.MaxResults,
      max: 200,
      where: (one) =>
        (!Versions?.length || Versions.some((version) => isVersion(one, version, all))) &&
        (MinVersion === undefined || (one.VersionNumber ?? 0) >= Number(MinVersion)) &&
        (MaxVersion === undefined || (one.VersionNumber ?? 0) <= Number(MaxVersion)) &&
        fits(one),
    })
    return { LaunchTemplateVersions: items, NextToken: next }
  },

  GetInstanceMetadataDefaults(_input: object, call: Call): sdk.GetInstanceMetadataDefaultsResult {
    return { AccountLevel: call.estate.ec2.instanceMetadataDefaults }
  },

  DescribeRegions({ RegionNames, AllRegions }: sdk.DescribeRegionsRequest, call: Call): sdk.DescribeRegionsResult {
    const enabled = call.account.enabledRegions
    const disabled = AllRegions ? optIn.filter((name) => !enabled.includes(name)) : []
    const regions = [
      ...enabled.map((name) => ({ name, status: optIn.includes(name) ? 'opted-in' : 'opt-in-not-required' })),
      ...disabled.map((name) => ({ name, status: 'not-opted-in' })),
    ]
    return {
      Regions: regions
        .filter(({ name }) => !RegionNames?.length || RegionNames.includes(name))
        .map(({ name, status }) => ({ RegionName: name, Endpoint: `ec2.${name}.amazonaws.com`, OptInStatus: status })),
    }
  },

  DescribeAvailabilityZones(_input: object, call: Call): sdk.DescribeAvailabilityZonesResult {
    const zones = new Map(
      [...call.estate.ec2.subnets].map((subnet) => [subnet.AvailabilityZone, subnet.AvailabilityZoneId]),
    )
    return {
      AvailabilityZones: [...zones]
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
        .map(([ZoneName, ZoneId]) => ({
          ZoneName,
          ZoneId,
          RegionName: call.region,
          State: 'available' as const,
          ZoneType: 'availability-zone',
        })),
    }
  },
}

function isVersion(one: sdk.LaunchTemplateVersion, version: string, all: sdk.LaunchTemplateVersion[]): boolean {
  if (version === '$Default') return one.DefaultVersion === true
  if (version !== '$Latest') return String(one.VersionNumber) === version
  return all.every(
    (other) =>
      other.LaunchTemplateId !== one.LaunchTemplateId || (other.VersionNumber ?? 0) <= (one.VersionNumber ?? 0),
  )
}

function isOwner({ OwnerId, ImageOwnerAlias }: sdk.Image, owner: unknown, { account }: Call): boolean {
  return owner === 'self' ? OwnerId === account.id : owner === OwnerId || owner === ImageOwnerAlias
}
