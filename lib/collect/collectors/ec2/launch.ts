import type * as ec2 from '@aws-sdk/client-ec2'
import { userDataFacts } from '#lib/inventory/redact/user-data.ts'
import type { LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { defineCollector, forEachOf, provablyEmpty } from '../../collector.ts'
import { listAll } from '../../pages.ts'
import { chunks, need, pick, unique } from '../../shape.ts'
import { filterValues } from './instances.ts'

const versionsAction = 'ec2:DescribeLaunchTemplateVersions'

/** The versions that groups with container instances use, `$Latest` and `$Default` resolved. Of user data only facts are kept. */
export const launchTemplateVersions = defineCollector({
  name: 'ec2-launch-templates',
  fills: ['launchTemplateVersions'],
  needs: ['autoScalingGroups'],
  async collect(context, look, out) {
    const versions = new Map<string, Set<string>>()
    for (const group of look.seen('autoScalingGroups')) {
      const used = group.MixedInstancesPolicy?.LaunchTemplate ?? group.LaunchTemplate
      if (!used?.LaunchTemplateId) continue
      const known = versions.get(used.LaunchTemplateId) ?? new Set()
      versions.set(used.LaunchTemplateId, known.add(used.Version ?? '$Default'))
    }
    await forEachOf([...versions], async ([LaunchTemplateId, used]) => {
      for (const Versions of chunks([...used], 200)) {
        const found = await out.read({ section: 'launchTemplateVersions', gone }, () =>
          listAll(context, {
            action: versionsAction,
            input: (NextToken) => ({ LaunchTemplateId, Versions, NextToken }),
            items: (answer) => answer.LaunchTemplateVersions,
            next: ({ NextToken }) => NextToken,
          }),
        )
        out.add('launchTemplateVersions', versionsAction, found, toLaunchTemplateVersion)
      }
    })
  },
})

const gone = ['InvalidLaunchTemplateId.NotFound', 'InvalidLaunchTemplateId.VersionNotFound'] as const

function toLaunchTemplateVersion(version: ec2.LaunchTemplateVersion): LaunchTemplateVersion {
  const { LaunchTemplateData = {} } = version
  const { IamInstanceProfile, MetadataOptions, NetworkInterfaces, BlockDeviceMappings, UserData, ...data } =
    LaunchTemplateData
  return {
    LaunchTemplateId: need(version.LaunchTemplateId, 'LaunchTemplateId'),
    VersionNumber: need(version.VersionNumber, 'VersionNumber'),
    DefaultVersion: version.DefaultVersion ?? false,
    ...pick(version, 'LaunchTemplateName'),
    LaunchTemplateData: {
      ...pick(data, 'ImageId', 'InstanceType', 'KeyName'),
      IamInstanceProfile: IamInstanceProfile && pick(IamInstanceProfile, 'Arn', 'Name'),
      MetadataOptions:
        MetadataOptions && pick(MetadataOptions, 'HttpTokens', 'HttpEndpoint', 'HttpPutResponseHopLimit'),
      NetworkInterfaces: (NetworkInterfaces ?? []).map((one) => pick(one, 'AssociatePublicIpAddress', 'DeviceIndex')),
      BlockDeviceMappings: BlockDeviceMappings?.map(({ DeviceName, Ebs }) => ({
        DeviceName,
        Ebs: Ebs && pick(Ebs, 'VolumeType', 'VolumeSize', 'Iops', 'Throughput', 'Encrypted', 'KmsKeyId'),
      })),
      UserData: UserData ? userDataFacts(UserData) : undefined,
    },
  }
}

/** Machine images of the hosts and of the templates that start new ones. Deprecated ones are asked for: they still run. */
export const images = defineCollector({
  name: 'ec2-images',
  fills: ['images'],
  needs: ['instances', 'launchTemplateVersions'],
  async collect(_context, look, out) {
    const running = look.seen('instances').map((instance) => instance.ImageId)
    const next = look.seen('launchTemplateVersions').map((version) => version.LaunchTemplateData.ImageId)
    const ids = unique([...running, ...next]).filter((id) => id.startsWith('ami-'))
    await forEachOf(chunks(ids, filterValues), async (Values) => {
      const found = await out.list(
        { section: 'images' },
        {
          action: 'ec2:DescribeImages',
          input: (NextToken) => ({
            Filters: [{ Name: 'image-id', Values }],
            IncludeDeprecated: true,
            MaxResults: 1000,
            NextToken,
          }),
          items: ({ Images }) => Images,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('images', 'ec2:DescribeImages', found, (image) => ({
        ImageId: need(image.ImageId, 'ImageId'),
        ...pick(image, 'Name', 'ImdsSupport', 'CreationDate', 'DeprecationTime', 'OwnerId', 'ImageOwnerAlias'),
      }))
    })
  },
})

/** What new instances get when neither template nor machine image says anything. */
export const instanceMetadataDefaults = defineCollector({
  name: 'ec2-instance-metadata-defaults',
  fills: ['instanceMetadataDefaults'],
  needs: ['autoScalingGroups', 'instances'],
  inherits: [],
  async collect({ call }, look, out) {
    if (provablyEmpty(look, 'autoScalingGroups') && provablyEmpty(look, 'instances')) return
    const answer = await out.read({ section: 'instanceMetadataDefaults' }, () =>
      call('ec2:GetInstanceMetadataDefaults', {}),
    )
    out.add(
      'instanceMetadataDefaults',
      'ec2:GetInstanceMetadataDefaults',
      answer && [answer.AccountLevel ?? {}],
      (level) => pick(level, 'HttpTokens', 'HttpPutResponseHopLimit', 'HttpEndpoint', 'HttpTokensEnforced'),
    )
  },
})
