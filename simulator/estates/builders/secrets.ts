import { arn, daysAgo, hex, type Place, present, type Site, upperTags, uuid } from './site.ts'

/** The account's own key for what carries card data; the roles that read secrets may decrypt with it. */
export const cardDataKey = 'mrk-tide'

export function addKey(site: Site, spec: { id: string; alias: string; manager: 'AWS' | 'CUSTOMER' }): void {
  const Arn = arn(site, 'kms', `key/${spec.id}`)
  site.estate.security.keys.push({
    AWSAccountId: site.account,
    KeyId: spec.id,
    Arn,
    CreationDate: daysAgo(site, 500),
    Enabled: true,
    KeyState: 'Enabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyManager: spec.manager,
    Origin: 'AWS_KMS',
    MultiRegion: spec.id.startsWith('mrk-'),
    aliases: [spec.alias],
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${site.account}:root` }, Action: 'kms:*', Resource: '*' },
      ],
    }),
  })
}

/** The key that AWS keeps for a kind of store, as volumes and file systems name it. */
export function managedKey(site: Site, store: string) {
  return { id: hex(site, 32, 'kms', store), alias: `alias/aws/${store.replace('aws/', '')}`, manager: 'AWS' as const }
}

interface SecretSpec {
  /** With the six characters that Secrets Manager adds. */
  arn: string
  key?: string
  rotatedDaysAgo?: number
  /** When it was marked for deletion. */
  deletedDaysAgo?: number
  policy?: string
}

export function addSecret(site: Site, spec: SecretSpec): void {
  const full = spec.arn.slice(spec.arn.indexOf(':secret:') + ':secret:'.length)
  const created = daysAgo(site, 300)
  const rotated = spec.rotatedDaysAgo === undefined ? undefined : daysAgo(site, spec.rotatedDaysAgo)
  const version = uuid(site, 'version', full)
  site.estate.security.secrets.push(
    present({
      ARN: spec.arn,
      Name: full.slice(0, -7),
      KmsKeyId: spec.key,
      RotationEnabled: rotated ? true : undefined,
      RotationRules: rotated && { AutomaticallyAfterDays: 30 },
      CreatedDate: created,
      LastChangedDate: rotated ?? created,
      LastRotatedDate: rotated,
      DeletedDate: spec.deletedDaysAgo === undefined ? undefined : daysAgo(site, spec.deletedDaysAgo),
      VersionIdsToStages: { [version]: ['AWSCURRENT'] },
      Tags: upperTags({ team: full.split('/')[0] ?? '' }),
      policy: spec.policy,
      versions: [
        { VersionId: version, VersionStages: ['AWSCURRENT'], CreatedDate: rotated ?? created },
        { VersionId: uuid(site, 'old', full), VersionStages: [], CreatedDate: created },
      ],
    }),
  )
}

export function addBucket(site: Site, name: string, spec: { key?: string; guarded?: boolean; policy?: string }): void {
  const blocked = spec.guarded ?? true
  site.estate.security.buckets.push(
    present({
      name,
      policy: spec.policy,
      isPublic: false,
      encryption: [
        {
          ApplyServerSideEncryptionByDefault: present({
            SSEAlgorithm: spec.key ? ('aws:kms' as const) : ('AES256' as const),
            KMSMasterKeyID: spec.key,
          }),
          BucketKeyEnabled: spec.key !== undefined,
        },
      ],
      publicAccessBlock: blocked
        ? { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
        : undefined,
    }),
  )
}

export const bucketName = (place: Place, purpose: string) =>
  `larkfield-${purpose}-${place.region}-${hex(place, 6, purpose)}`
