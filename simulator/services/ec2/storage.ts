import type * as sdk from '@aws-sdk/client-ec2'
import type { Call } from '../../call.ts'
import { describeOperation } from './describe-operation.ts'

export const storageOperations = {
  DescribeVolumes: describeOperation<sdk.Volume>({
    list: ({ estate }) => estate.ec2.volumes,
    id: ({ VolumeId }) => VolumeId,
    ids: 'VolumeIds',
    notFound: 'InvalidVolume.NotFound',
    output: 'Volumes',
    max: 500,
    idsExcludePages: true,
    filters: {
      'volume-id': 'VolumeId',
      'attachment.instance-id': 'Attachments.InstanceId',
      encrypted: 'Encrypted',
      'volume-type': 'VolumeType',
    },
  }),

  GetEbsEncryptionByDefault(_input: object, { estate }: Call): sdk.GetEbsEncryptionByDefaultResult {
    return { EbsEncryptionByDefault: estate.ec2.ebsEncryptionByDefault, SseType: 'sse-ebs' }
  },

  DescribeInstanceTypes: describeOperation<sdk.InstanceTypeInfo>({
    list: ({ estate }) => estate.ec2.instanceTypes,
    id: ({ InstanceType }) => InstanceType,
    ids: 'InstanceTypes',
    notFound: 'InvalidInstanceType',
    output: 'InstanceTypes',
    max: 100,
    idsExcludePages: true,
    filters: {
      'instance-type': 'InstanceType',
      hypervisor: 'Hypervisor',
      'processor-info.supported-architecture': 'ProcessorInfo.SupportedArchitectures',
    },
  }),
}
