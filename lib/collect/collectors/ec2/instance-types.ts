import type * as ec2 from '@aws-sdk/client-ec2'
import type { InstanceType } from '#lib/inventory/types/ec2-storage.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, need, pick, unique } from '../../shape.ts'

/** Most types a page holds. */
const pageSize = 100

/**
 * Types of the hosts and of what may start new ones. Asked for by filter: among ids, one that this region does not have
 * fails them all.
 */
export const instanceTypes = defineCollector({
  name: 'ec2-instance-types',
  fills: ['instanceTypes'],
  needs: ['instances', 'launchTemplateVersions', 'autoScalingGroups'],
  async collect(_context, look, out) {
    const running = look.seen('instances').map((one) => one.InstanceType)
    const templates = look.seen('launchTemplateVersions').map((one) => one.LaunchTemplateData.InstanceType)
    const mixed = look
      .seen('autoScalingGroups')
      .flatMap((group) => group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [])
      .map((override) => override.InstanceType)
    await forEachOf(chunks(unique([...running, ...templates, ...mixed]), pageSize), async (Values) => {
      const found = await out.list(
        { section: 'instanceTypes' },
        {
          action: 'ec2:DescribeInstanceTypes',
          input: (NextToken) => ({
            Filters: [{ Name: 'instance-type', Values }],
            MaxResults: pageSize,
            NextToken,
          }),
          items: (answer) => answer.InstanceTypes,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('instanceTypes', 'ec2:DescribeInstanceTypes', found, toInstanceType)
    })
  },
})

function toInstanceType(type: ec2.InstanceTypeInfo): InstanceType {
  const { VCpuInfo, MemoryInfo, ProcessorInfo, NetworkInfo, InstanceStorageInfo, EbsInfo, GpuInfo, NeuronInfo } = type
  const optimized = EbsInfo?.EbsOptimizedInfo
  return {
    InstanceType: need(type.InstanceType, 'InstanceType'),
    ...pick(type, 'Hypervisor', 'InstanceStorageSupported'),
    VCpuInfo: VCpuInfo && pick(VCpuInfo, 'DefaultVCpus'),
    MemoryInfo: MemoryInfo && pick(MemoryInfo, 'SizeInMiB'),
    ProcessorInfo: ProcessorInfo && { SupportedArchitectures: ProcessorInfo.SupportedArchitectures ?? [] },
    InstanceStorageInfo: InstanceStorageInfo && pick(InstanceStorageInfo, 'NvmeSupport'),
    GpuInfo: GpuInfo && { Gpus: (GpuInfo.Gpus ?? []).map((one) => pick(one, 'Count')) },
    NeuronInfo: NeuronInfo && { NeuronDevices: (NeuronInfo.NeuronDevices ?? []).map((one) => pick(one, 'Count')) },
    EbsInfo: optimized && {
      EbsOptimizedInfo: pick(optimized, 'BaselineThroughputInMBps', 'MaximumThroughputInMBps'),
    },
    NetworkInfo:
      NetworkInfo &&
      pick(NetworkInfo, 'NetworkPerformance', 'MaximumNetworkInterfaces', 'EncryptionInTransitSupported'),
  }
}
