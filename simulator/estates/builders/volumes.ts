import type { Instance, Volume } from '@aws-sdk/client-ec2'
import { arn, daysAgo, ec2Id, hex, type Site } from './site.ts'

export interface VolumeSpec {
  type?: 'gp3' | 'gp2'
  /** Absent: with the key that AWS manages. */
  encrypted?: boolean
}

/** The root volume of a host: what ECS-optimized machine images bring, 30 GiB. */
export function addRootVolume(site: Site, { InstanceId, Placement }: Instance, spec: VolumeSpec = {}): void {
  const { type = 'gp3', encrypted = true } = spec
  const VolumeId = ec2Id(site, 'vol', InstanceId ?? '')
  const volume: Volume = {
    VolumeId,
    AvailabilityZone: Placement?.AvailabilityZone,
    CreateTime: daysAgo(site, 12),
    Encrypted: encrypted,
    Size: 30,
    State: 'in-use',
    VolumeType: type,
    ...(type === 'gp3' ? { Iops: 3000, Throughput: 125 } : { Iops: 100 }),
    ...(encrypted && { KmsKeyId: arn(site, 'kms', `key/${hex(site, 32, 'kms', 'aws/ebs')}`) }),
    Attachments: [{ VolumeId, InstanceId, Device: '/dev/xvda', State: 'attached', DeleteOnTermination: true }],
    Tags: [],
  }
  site.estate.ec2.volumes.push(volume)
}
