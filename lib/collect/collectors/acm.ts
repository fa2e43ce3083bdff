import type * as sdk from '@aws-sdk/client-acm'
import { parseArn } from '#lib/inventory/derived/arn.ts'
import type { Certificate } from '#lib/inventory/types/edge.ts'
import type { ListenerCertificates } from '#lib/inventory/types/elbv2.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { iso, need, pick } from '../shape.ts'

const action = 'acm:DescribeCertificate'

/** Certificates of the listeners in front of services, each once; those kept in IAM have no description here. */
export const certificates = defineCollector({
  name: 'acm-certificates',
  fills: ['certificates'],
  needs: [],
  follows: ['listenerCertificates'],
  async collect({ call }, _look, out, { arriving }) {
    await forEachOf(distinct(arriving('listenerCertificates')), async (CertificateArn) => {
      const lost = { section: 'certificates', resource: CertificateArn, gone: ['ResourceNotFoundException'] } as const
      const answer = await out.read(lost, () => call(action, { CertificateArn }))
      out.add('certificates', action, answer?.Certificate && [answer.Certificate], toCertificate)
    })
  },
})

async function* distinct(listeners: AsyncIterable<ListenerCertificates>): AsyncGenerator<string> {
  const given = new Set<string>()
  for await (const { Certificates } of listeners) {
    for (const { CertificateArn } of Certificates) {
      if (parseArn(CertificateArn)?.service !== 'acm' || given.has(CertificateArn)) continue
      given.add(CertificateArn)
      yield CertificateArn
    }
  }
}

function toCertificate(certificate: sdk.CertificateDetail): Certificate {
  const { RenewalSummary } = certificate
  return {
    CertificateArn: need(certificate.CertificateArn, 'CertificateArn'),
    SubjectAlternativeNames: certificate.SubjectAlternativeNames ?? [],
    NotAfter: iso(certificate.NotAfter),
    ...pick(certificate, 'DomainName', 'Status', 'Type', 'RenewalEligibility'),
    RenewalSummary: RenewalSummary && pick(RenewalSummary, 'RenewalStatus'),
  }
}
