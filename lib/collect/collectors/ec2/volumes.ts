import type * as ec2 from '@aws-sdk/client-ec2'
import type { EbsVolume } from '#lib/inventory/types/ec2-storage.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, need, pick, unique } from '../../shape.ts'
import { filterValues } from './instances.ts'

/** Most volumes a page holds. */
const pageSize = 500

/** Volumes of container instances by their attachment, and those that ECS attached to tasks by their id. */
export const volumes = defineCollector({
  name: 'ec2-volumes',
  fills: ['volumes', 'ebsEncryptionByDefault'],
  needs: ['containerInstances', 'tasks', 'services'],
  async collect({ call }, look, out) {
    const hosts = unique(look.seen('containerInstances').map((one) => one.ec2InstanceId)).filter((id) =>
      id.startsWith('i-'),
    )
    const ofTasks = look
      .seen('tasks')
      .flatMap((task) => task.attachments.filter(({ type }) => type === 'AmazonElasticBlockStorage'))
      .flatMap(({ details }) => details.flatMap(({ name, value }) => (name === 'volumeId' ? value : [])))
    const configured = look
      .seen('services')
      .some(({ deployments }) => deployments.some((one) => (one.volumeConfigurations ?? []).length > 0))
    const wanted = [
      ...chunks(hosts, filterValues).map((Values) => ({ Name: 'attachment.instance-id', Values })),
      ...chunks(unique(ofTasks), filterValues).map((Values) => ({ Name: 'volume-id', Values })),
    ]

    async function attached() {
      const action = 'ec2:DescribeVolumes'
      await forEachOf(wanted, async (filter) => {
        const found = await out.list(
          { section: 'volumes' },
          {
            action,
            // Volumes of Managed Instances and of tasks belong to a service and may be hidden otherwise.
            input: (NextToken) => ({
              Filters: [filter],
              IncludeManagedResources: true,
              MaxResults: pageSize,
              NextToken,
            }),
            items: ({ Volumes }) => Volumes,
            next: ({ NextToken }) => NextToken,
          },
        )
        out.add('volumes', action, found, toVolume)
      })
    }
    async function byDefault() {
      if (wanted.length === 0 && !configured) return
      const action = 'ec2:GetEbsEncryptionByDefault'
      const answer = await out.read({ section: 'ebsEncryptionByDefault' }, () => call(action, {}))
      out.add('ebsEncryptionByDefault', action, answer && [answer], ({ EbsEncryptionByDefault }) => ({
        EbsEncryptionByDefault: need(EbsEncryptionByDefault, 'EbsEncryptionByDefault'),
      }))
    }
    await Promise.all([attached(), byDefault()])
  },
})

function toVolume(volume: ec2.Volume): EbsVolume {
  return {
    VolumeId: need(volume.VolumeId, 'VolumeId'),
    AvailabilityZone: need(volume.AvailabilityZone, 'AvailabilityZone'),
    Encrypted: need(volume.Encrypted, 'Encrypted'),
    ...pick(volume, 'State', 'VolumeType', 'Size', 'Iops', 'Throughput', 'KmsKeyId'),
    Attachments: (volume.Attachments ?? []).map((one) => pick(one, 'InstanceId', 'Device')),
  }
}
