import { createHash } from 'node:crypto'

const digits = (name: string) => createHash('sha512').update(`planted in the sample estate: ${name}`).digest()

/** `length` characters of the alphabet, always the same for a name. */
function from(alphabet: string, length: number, name: string): string {
  return [...digits(name).subarray(0, length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()
const base32 = `${upper}234567`
const alphanumeric = `${upper}${lower}0123456789`
const base64url = (text: string) => Buffer.from(text).toString('base64url')

function token(name: string): string {
  const header = base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' }))
  const claims = base64url(JSON.stringify({ sub: name, iss: 'larkfield', iat: 1760000000 }))
  return `${header}.${claims}.${digits(name).subarray(0, 32).toString('base64url')}`
}

function pem(name: string): string {
  const label = ['PRIVATE', 'KEY'].join(' ')
  const body = digits(name).toString('base64')
  return `-----BEGIN ${label}-----\n${body}\n${body}\n-----END ${label}-----`
}

/**
 * Every secret that stands in plain text somewhere in the estate: invented, true to pattern, made at run time so that
 * no scanner of this repository meets one. None of them may be found in a database, log or output of the product.
 */
export const planted = {
  /** Environment of production's admin-portal: a token of a code host. */
  adminPortalToken: `ghp_${from(alphanumeric, 36, 'admin-portal token')}`,
  /** Environment of production's notifications. */
  smtpPassword: `slack-water-${from(lower, 10, 'smtp')}`,
  /** Environment of webhook-dispatcher, under a name that tells nothing. */
  egressProfile: from(alphanumeric, 44, 'egress profile'),
  /** In the database URL of fraud-scoring's command. */
  fraudDatabasePassword: `ebb-${from(alphanumeric, 18, 'fraud database')}`,
  /** Environment of reporting. */
  reportingKeyId: `AKIA${from(base32, 16, 'reporting key id')}`,
  reportingSecretKey: from(`${alphanumeric}/+`, 40, 'reporting secret key'),
  /** Environment of risk-features: keys of an object store that is not AWS. */
  objectStoreSecretKey: from(`${alphanumeric}/+`, 40, 'object store'),
  /** Log options of merchant-onboarding. */
  logCollectorToken: digits('collector')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'),
  /** Override of the reconciliation schedule. */
  reconciliationToken: token('reconciliation'),
  /** Environment of payments-api revision 33, which nothing runs any more. */
  retiredDatabasePassword: `neap-${from(alphanumeric, 16, 'retired')}`,
  /** Environment of a family that nothing uses. */
  monolithPassword: `spring-tide-${from(lower, 9, 'monolith')}`,
  /** Environment of the daemon's collector on managed instances. */
  daemonUploadToken: `ghp_${from(alphanumeric, 36, 'daemon upload token')}`,
  /** Staging: label of admin-portal, environment of ledger and of reporting. */
  stagingLabelToken: token('staging admin-portal'),
  stagingSigningKey: pem('staging ledger'),
  stagingReportingPassword: `low-water-${from(lower, 8, 'staging reporting')}`,
} as const

export const plantedSecrets: readonly string[] = Object.values(planted)
