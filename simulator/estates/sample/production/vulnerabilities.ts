import type { Site } from '../../builders/site.ts'
import { addVulnerability } from '../../builders/vulnerabilities.ts'

/** What the scans of us-east-1 found. The numbers of the vulnerabilities are invented. */
export function addVulnerabilities(site: Site): void {
  addVulnerability(site, {
    repository: 'backoffice/admin-portal',
    id: 'CVE-2026-90211',
    severity: 'CRITICAL',
    packageName: 'spring-core',
    version: '6.1.3',
    fixedIn: '6.1.14',
    exploit: 'YES',
    firstSeenDaysAgo: 18,
  })
  addVulnerability(site, {
    repository: 'payments/notifications',
    id: 'CVE-2026-90107',
    severity: 'CRITICAL',
    packageName: 'openssl',
    version: '3.0.11-1',
    fixedIn: '3.0.17-1',
    firstSeenDaysAgo: 45,
  })
  addVulnerability(site, {
    repository: 'backoffice/support-desk',
    id: 'CVE-2026-90044',
    severity: 'HIGH',
    packageName: 'libxml2',
    version: '2.9.14',
    fixedIn: '2.12.9',
    firstSeenDaysAgo: 75,
  })
  addVulnerability(site, {
    repository: 'backoffice/kyc-documents',
    id: 'CVE-2026-90309',
    severity: 'CRITICAL',
    packageName: 'ghostscript',
    version: '10.03.1',
    firstSeenDaysAgo: 50,
  })
  addVulnerability(site, {
    repository: 'payments/ledger',
    id: 'CVE-2026-90402',
    severity: 'CRITICAL',
    packageName: 'netty-codec-http2',
    version: '4.1.112',
    fixedIn: '4.1.118',
    firstSeenDaysAgo: 5,
  })
  for (const repository of ['payments/payments-api', 'payments/card-vault', 'risk/risk-features']) {
    addVulnerability(site, {
      repository,
      id: 'CVE-2026-90018',
      severity: 'MEDIUM',
      packageName: 'zlib',
      version: '1.2.13',
      fixedIn: '1.3.1',
      firstSeenDaysAgo: 120,
    })
  }
}
