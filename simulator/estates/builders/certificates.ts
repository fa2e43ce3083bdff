import type { CertificateDetail } from '@aws-sdk/client-acm'
import { arn, daysAgo, hex, type Site } from './site.ts'

export interface CertificateSpec {
  name: string
  /** The first is the certificate's own, the others its alternatives. */
  domains: readonly [string, ...string[]]
}

/** A certificate that Amazon issued and renews by itself. Returns its ARN; the same name is the same certificate. */
export function addCertificate(site: Site, { name, domains }: CertificateSpec): string {
  const CertificateArn = arn(site, 'acm', `certificate/${hex(site, 32, 'certificate', name)}`)
  if (site.estate.edge.certificates.some((one) => one.CertificateArn === CertificateArn)) return CertificateArn
  const certificate: CertificateDetail = {
    CertificateArn,
    DomainName: domains[0],
    SubjectAlternativeNames: [...domains],
    Status: 'ISSUED',
    Type: 'AMAZON_ISSUED',
    KeyAlgorithm: 'RSA_2048',
    CreatedAt: daysAgo(site, 200),
    IssuedAt: daysAgo(site, 200),
    NotBefore: daysAgo(site, 200),
    NotAfter: daysAgo(site, -195),
    RenewalEligibility: 'ELIGIBLE',
  }
  site.estate.edge.certificates.push(certificate)
  return CertificateArn
}
