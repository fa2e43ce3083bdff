/** EBS volumes of hosts and tasks, and what the instance types in use can do. Field names are the API's own. */

/** A volume attached to a container instance or, by ECS, to a task. */
export interface EbsVolume {
  VolumeId: string
  AvailabilityZone: string
  State?: string
  VolumeType?: string
  /** GiB. */
  Size?: number
  Iops?: number
  /** MiB/s. */
  Throughput?: number
  Encrypted: boolean
  KmsKeyId?: string
  Attachments: { InstanceId?: string; Device?: string }[]
}

export interface EbsEncryptionByDefault {
  EbsEncryptionByDefault: boolean
}

/** A type that instances have, or that launch templates and Auto Scaling groups in use name. */
export interface InstanceType {
  InstanceType: string
  Hypervisor?: string
  VCpuInfo?: { DefaultVCpus?: number }
  MemoryInfo?: { SizeInMiB?: number }
  ProcessorInfo?: { SupportedArchitectures: string[] }
  InstanceStorageSupported?: boolean
  /** Present with instance store only. */
  InstanceStorageInfo?: { NvmeSupport?: string }
  /** Of the type as a whole. */
  GpuInfo?: { Gpus: { Count?: number }[] }
  NeuronInfo?: { NeuronDevices: { Count?: number }[] }
  EbsInfo?: { EbsOptimizedInfo?: { BaselineThroughputInMBps?: number; MaximumThroughputInMBps?: number } }
  NetworkInfo?: {
    NetworkPerformance?: string
    MaximumNetworkInterfaces?: number
    EncryptionInTransitSupported?: boolean
  }
}
