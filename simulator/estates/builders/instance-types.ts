import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'

/** vCPUs, GiB of memory, interfaces, baseline EBS throughput in MB/s, network. From the published tables of the families. */
type Figures = readonly [vcpus: number, gib: number, interfaces: number, ebs: number, network: string]

const figures: Readonly<Record<string, Figures>> = {
  't3.micro': [2, 1, 2, 11, 'Up to 5 Gigabit'],
  'm5.large': [2, 8, 3, 81, 'Up to 10 Gigabit'],
  'm6i.xlarge': [4, 16, 4, 312, 'Up to 12.5 Gigabit'],
  'c7i.xlarge': [4, 8, 4, 312, 'Up to 12.5 Gigabit'],
  'm7i.xlarge': [4, 16, 4, 312, 'Up to 12.5 Gigabit'],
  'm7i.4xlarge': [16, 64, 8, 625, 'Up to 12.5 Gigabit'],
}
/** Traffic between instances of these families is encrypted by their network cards. */
const encrypting = /^[cm][67]i\./

/** The types that hosts of the estates have. */
export const instanceTypes: readonly InstanceTypeInfo[] = Object.entries(figures).map(
  ([name, [vcpus, gib, interfaces, ebs, network]]) => ({
    // The names above are all of the SDK's.
    InstanceType: name as InstanceTypeInfo['InstanceType'],
    CurrentGeneration: true,
    Hypervisor: 'nitro',
    BareMetal: false,
    VCpuInfo: { DefaultVCpus: vcpus, DefaultCores: vcpus / 2, DefaultThreadsPerCore: 2 },
    MemoryInfo: { SizeInMiB: gib * 1024 },
    ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
    InstanceStorageSupported: false,
    EbsInfo: {
      EbsOptimizedSupport: 'default',
      EncryptionSupport: 'supported',
      EbsOptimizedInfo: { BaselineThroughputInMBps: ebs, MaximumThroughputInMBps: 1250 },
    },
    NetworkInfo: {
      NetworkPerformance: network,
      MaximumNetworkInterfaces: interfaces,
      EncryptionInTransitSupported: encrypting.test(name),
    },
  }),
)
