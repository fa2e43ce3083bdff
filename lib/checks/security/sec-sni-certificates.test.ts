import type { Certificate } from '#lib/inventory/types/edge.ts'
import * as id from '../testing/ids.ts'
import { certificate, listener, listenerCertificates, listenerRule } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-sni-certificates.ts'

const one = (over: Partial<Certificate>) => ({ certificates: [certificate(over)] })
const inDays = (days: number) => ({ NotAfter: id.daysAgo(-days) })
const imported = { Type: 'IMPORTED', RenewalEligibility: 'INELIGIBLE' }
const renewing = (RenewalStatus: string) => one({ RenewalSummary: { RenewalStatus } })
const routing = (...Values: string[]) => ({
  listenerRules: [listenerRule({ Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values } }] })],
})
const second = id.arn('acm', 'certificate/2')
const serverCertificate = id.arn('iam', 'server-certificate/shop-2019', '')

testCheck(check, {
  pass: {
    'issued by Amazon, long before its end': {},
    'a listener with TLS of a network load balancer': { given: { listeners: [listener({ Protocol: 'TLS' })] } },
    renewed: { given: renewing('SUCCESS') },
    'renewing by itself': { given: renewing('PENDING_AUTO_RENEWAL') },
    'issued by Amazon with 31 days left': { given: one(inDays(31)) },
    'issued by Amazon with 30 days and an hour left': { given: one(inDays(30 + 1 / 24)) },
    'of a private authority with 31 days left': { given: one({ Type: 'PRIVATE', ...inDays(31) }) },
    'imported with 45 days left: not eligible for renewal by design': { given: one({ ...imported, ...inDays(45) }) },
    'the host of a rule is a name of the certificate': { given: routing('shop.example') },
    'a wildcard covers one label': { given: routing('API.shop.example', '*.shop.example') },
    'the default certificate covers no host of a rule, another does': {
      given: {
        listenerCertificates: [listenerCertificates(second)],
        certificates: [
          certificate(),
          certificate({ CertificateArn: second, DomainName: 'other.example', SubjectAlternativeNames: [] }),
        ],
        ...routing('other.example'),
      },
      hint: 'clients without SNI',
    },
  },
  fail: {
    'a certificate kept in IAM': {
      given: {
        listenerCertificates: [
          { ListenerArn: id.listenerArn, Certificates: [{ CertificateArn: serverCertificate, IsDefault: true }] },
        ],
        ...routing('anything.example'),
      },
      message: 'legacy',
    },
    'one of several is kept in IAM': {
      given: { listenerCertificates: [listenerCertificates(serverCertificate)] },
      message: 'legacy',
    },
    'still waiting to be validated': { given: one({ Status: 'PENDING_VALIDATION' }), message: 'status' },
    revoked: { given: one({ Status: 'REVOKED' }), message: 'status' },
    'expired is critical': {
      given: one({ Status: 'EXPIRED', ...inDays(-1) }),
      message: 'status',
      severity: 'critical',
    },
    'renewal failed': { given: renewing('FAILED'), message: 'renewal' },
    'renewal waits for validation': { given: renewing('PENDING_VALIDATION'), message: 'renewal' },
    'issued by Amazon with 30 days left': { given: one(inDays(30)), message: 'expiry' },
    'of a private authority with 30 days left': {
      given: one({ Type: 'PRIVATE', ...inDays(30) }),
      message: 'expiry',
    },
    'imported with 44 days left': { given: one({ ...imported, ...inDays(44) }), message: 'expiry' },
    'seven days left is critical': { given: one(inDays(7)), message: 'expiry', severity: 'critical' },
    'eight days left is not yet': { given: one(inDays(8)), message: 'expiry' },
    'seven days and an hour left is not yet': { given: one(inDays(7 + 1 / 24)), message: 'expiry' },
    'ended yesterday by the calendar, whatever ACM says of it': {
      given: one(inDays(-1)),
      message: 'expiry',
      severity: 'critical',
    },
    'imported and ends within a week': {
      given: one({ ...imported, ...inDays(6) }),
      message: 'expiry',
      severity: 'critical',
    },
    'a certificate kept in IAM beside one that could not be read': {
      given: { listenerCertificates: [listenerCertificates(serverCertificate)], certificates: [] },
      gaps: [{ section: 'certificates', region: id.region, action: 'acm:DescribeCertificate', reason: 'denied' }],
      message: 'legacy',
    },
    'a host that no certificate names': { given: routing('admin.example'), message: 'uncovered' },
    'a wildcard does not cover two labels': { given: routing('a.b.shop.example'), message: 'uncovered' },
    'the bare domain is not covered by a wildcard': {
      given: {
        ...one({ DomainName: '*.shop.example', SubjectAlternativeNames: ['*.shop.example'] }),
        ...routing('shop.example'),
      },
      message: 'uncovered',
    },
  },
  notApplicable: { 'a plain listener': { given: { listeners: [listener({ Protocol: 'HTTP' })] }, reason: 'TLS' } },
  unknown: {
    'a certificate that ACM does not know': { given: { certificates: [] }, reason: 'ACM does not know' },
    'a certificate without an end': { given: one({ NotAfter: undefined }), reason: 'ends is not known' },
    'one of two certificates could not be read': {
      given: { listenerCertificates: [listenerCertificates(second)] },
      gaps: [
        {
          section: 'certificates',
          region: id.region,
          resource: second,
          action: 'acm:DescribeCertificate',
          reason: 'denied',
        },
      ],
      reason: 'acm:DescribeCertificate',
    },
    'a listener without certificates': {
      given: { listenerCertificates: [{ ListenerArn: id.listenerArn, Certificates: [] }] },
      reason: 'gone',
    },
    'a listener that went while it was read': { given: { listenerCertificates: [] }, reason: 'gone' },
  },
})
