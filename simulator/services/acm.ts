import type * as sdk from '@aws-sdk/client-acm'
import type { Call } from '../call.ts'
import { findBy } from '../lookup.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

const certificateArn = ({ CertificateArn }: sdk.CertificateDetail) => CertificateArn

export const acm: Service = {
  signingName: 'acm',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-acm'),
  invalidInput: 'ValidationException',
  invalidToken: 'ValidationException',
  operations: {
    DescribeCertificate(
      { CertificateArn }: sdk.DescribeCertificateRequest,
      call: Call,
    ): sdk.DescribeCertificateResponse {
      const found = findBy(call.estate.edge.certificates, certificateArn, CertificateArn)
      if (!found || call.fault === 'vanish') {
        throw new AwsError('ResourceNotFoundException', `Could not find certificate ${CertificateArn}.`)
      }
      return { Certificate: found }
    },
  },
}
