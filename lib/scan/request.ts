import { z } from 'zod'
import type { ClaimedScan } from '#lib/data/scan-life.ts'
import type { AssessOptions, Role } from './assess.ts'

/** What one scan may ask for beside the settings of its account. */
const scanSettings = z.strictObject({
  /** Only these regions this time; what lies outside them stays as it is. */
  regions: z.array(z.string()).optional(),
})

export type ScanRequest = Pick<AssessOptions, 'role' | 'regions' | 'accountTags'> & {
  account: string
  /** Fewer regions than the account has: then nothing account-wide was seen whole. */
  isPartial: boolean
}

/** What a claimed scan is to read, and with which role. */
export function requestOf({ account, settings }: ClaimedScan): ScanRequest {
  const { regions } = scanSettings.parse(settings)
  return {
    account: account.id,
    role: roleOf(account),
    regions: regions ?? account.regions,
    isPartial: regions !== undefined,
    accountTags: account.defaultTags,
  }
}

function roleOf({ kind, roleArn, externalId }: ClaimedScan['account']): Role | undefined {
  if (kind === 'server-credentials') return undefined
  if (roleArn && externalId) return { roleArn, externalId }
  throw new Error('an account that is read with a role has no role')
}
