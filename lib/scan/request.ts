import { z } from 'zod'
import type { ClaimedScan } from '#lib/data/scan-life.ts'
import type { AssessOptions, Role } from './assess.ts'

/** What one scan may ask for beside the settings of its account. */
const scanSettings = z.strictObject({
  /** Only these regions this time; what lies outside them stays as it is. */
  regions: z.array(z.string()).min(1).optional(),
  /** Only these clusters and services, by name or ARN; also then the rest stays as it is. */
  clusters: z.array(z.string()).min(1).optional(),
  services: z.array(z.string()).min(1).optional(),
})

export type ScanSettings = z.infer<typeof scanSettings>

/** What a scan of these regions, clusters and services is kept with; empty lists ask for everything. */
export function settingsOf(asked: { [K in keyof ScanSettings]?: readonly string[] }): ScanSettings {
  return scanSettings.parse(Object.fromEntries(Object.entries(asked).filter(([, names]) => names.length > 0)))
}

export type ScanRequest = Pick<AssessOptions, 'role' | 'regions' | 'accountTags'> & {
  account: string
  scope: { clusters?: readonly string[]; services?: readonly string[] }
  /** Not the whole account: what it did not look at stays as it is. */
  isPartial: boolean
}

/** What a claimed scan is to read, and with which role. */
export function requestOf({ account, settings }: ClaimedScan): ScanRequest {
  const { regions, ...scope } = scanSettings.parse(settings)
  return {
    account: account.id,
    role: roleOf(account),
    regions: regions ?? account.regions,
    scope,
    isPartial: Object.keys(settings).length > 0,
    accountTags: account.defaultTags,
  }
}

/** Undefined: the account is read with the server's own credentials. */
export function roleOf({
  kind,
  roleArn,
  externalId,
}: Pick<ClaimedScan['account'], 'kind' | 'roleArn' | 'externalId'>): Role | undefined {
  if (kind === 'server-credentials') return undefined
  if (roleArn && externalId) return { roleArn, externalId }
  throw new Error('an account that is read with a role has no role')
}
