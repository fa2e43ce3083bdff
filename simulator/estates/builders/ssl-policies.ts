import type { SslPolicy } from '@aws-sdk/client-elastic-load-balancing-v2'

const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']
const ecdheGcm = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
]
const ecdheCbc = ['ECDHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES256-SHA384']
const ecdheSha1 = ['ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA']
const plainRsa = [
  'AES128-GCM-SHA256',
  'AES128-SHA256',
  'AES128-SHA',
  'AES256-GCM-SHA384',
  'AES256-SHA256',
  'AES256-SHA',
]

function policy(Name: string, SslProtocols: string[], ciphers: string[]): SslPolicy {
  return {
    Name,
    SslProtocols,
    Ciphers: ciphers.map((name, i) => ({ Name: name, Priority: i + 1 })),
    SupportedLoadBalancerTypes: ['application', 'network'],
  }
}

/** The policies that listeners of the estates use, and the API's default; protocols and ciphers as AWS publishes them. */
export const sslPolicies: SslPolicy[] = [
  policy('ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...ecdheGcm]),
  policy('ELBSecurityPolicy-TLS13-1-2-Res-2021-06', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...ecdheGcm]),
  policy('ELBSecurityPolicy-TLS13-1-2-2021-06', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...ecdheGcm, ...ecdheCbc]),
  policy('ELBSecurityPolicy-TLS-1-2-2017-01', ['TLSv1.2'], [...ecdheGcm, ...ecdheCbc, ...plainRsa.slice(0, 2)]),
  policy(
    'ELBSecurityPolicy-TLS-1-1-2017-01',
    ['TLSv1.1', 'TLSv1.2'],
    [...ecdheGcm, ...ecdheCbc, ...ecdheSha1, ...plainRsa],
  ),
  policy(
    'ELBSecurityPolicy-2016-08',
    ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
    [...ecdheGcm, ...ecdheCbc, ...ecdheSha1, ...plainRsa],
  ),
]
