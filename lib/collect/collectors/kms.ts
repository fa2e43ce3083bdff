import { parseArn } from '#lib/inventory/derived/arn.ts'
import { keyReference } from '#lib/inventory/derived/secrets.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import { type CollectContext, defineCollector, forEachOf } from '../collector.ts'
import { isRegion } from '../regions.ts'
import { iso, need, pick, unique } from '../shape.ts'
import { imagesInUse } from './ecr/images-in-use.ts'

const gone = ['NotFoundException'] as const
const stores = [
  'repositories',
  'logGroups',
  'secrets',
  'parameters',
  'volumes',
  'efsFileSystems',
  'fsxFileSystems',
] as const
const reads = [...usageReads, ...stores] as const
/** The only name a key policy can have. */
const policyName = 'default'

/** Keys of this account that what ECS uses is encrypted with, each in its own region. */
export const kmsKeys = defineCollector({
  name: 'kms-keys',
  fills: ['kmsKeys', 'kmsKeyPolicies'],
  needs: reads,
  inherits: ['clusters', 'services', 'taskDefinitions', ...stores],
  async collect({ account, call, ...context }, look, out) {
    const own = keysInUse(look, { account, ...context }).flatMap((reference) => {
      const arn = parseArn(reference)
      return arn?.service === 'kms' && arn.account === account && isRegion(arn.region)
        ? [{ reference, region: arn.region }]
        : []
    })
    const asked = new Set<string>()
    await forEachOf(own, async ({ reference, region }) => {
      const action = 'kms:DescribeKey'
      const lost = { section: ['kmsKeys', 'kmsKeyPolicies'], resource: reference, gone } as const
      const key = (await out.read(lost, () => call(action, { KeyId: reference }, region)))?.KeyMetadata
      out.add('kmsKeys', action, key && [key], (one) => ({
        reference,
        Arn: need(one.Arn, 'Arn'),
        KeyManager: need(one.KeyManager, 'KeyManager'),
        KeyState: need(one.KeyState, 'KeyState'),
        MultiRegion: one.MultiRegion ?? false,
        ...pick(one, 'Origin'),
        DeletionDate: iso(one.DeletionDate),
      }))
      if (!key?.Arn || key.KeyManager !== 'CUSTOMER' || asked.has(key.Arn)) return
      asked.add(key.Arn)
      await readPolicy(key.Arn, region)
    })

    async function readPolicy(KeyId: string, region: string) {
      const action = 'kms:GetKeyPolicy'
      const lost = { section: 'kmsKeyPolicies', resource: KeyId, gone } as const
      const found = await out.read(lost, () => call(action, { KeyId, PolicyName: policyName }, region))
      out.add('kmsKeyPolicies', action, found && [found], ({ Policy }) => ({
        Arn: KeyId,
        Policy: need(Policy, 'Policy'),
      }))
    }
  },
})

type Seen = Look<(typeof reads)[number]>

/** ARNs of keys and aliases, once each. */
function keysInUse(look: Seen, place: Pick<CollectContext, 'account' | 'partition' | 'region'>): string[] {
  const pulled = new Set(imagesInUse(look).map(({ name }) => name))
  const named = [
    ...look
      .seen('clusters')
      .flatMap(({ configuration }) => [
        configuration?.executeCommandConfiguration?.kmsKeyId,
        configuration?.managedStorageConfiguration?.kmsKeyId,
        configuration?.managedStorageConfiguration?.fargateEphemeralStorageKmsKeyId,
      ]),
    ...look
      .seen('services')
      .flatMap(({ deployments }) => deployments)
      .flatMap(({ volumeConfigurations = [] }) => volumeConfigurations.map(({ kmsKeyId }) => kmsKeyId)),
    ...look
      .seen('repositories')
      .flatMap((one) => (pulled.has(one.repositoryName) ? [one.encryptionConfiguration?.kmsKey] : [])),
    ...look.seen('logGroups').map(({ kmsKeyId }) => kmsKeyId),
    ...[...look.seen('volumes'), ...look.seen('efsFileSystems'), ...look.seen('fsxFileSystems')].map(
      ({ KmsKeyId }) => KmsKeyId,
    ),
  ]
  const ofSecrets = [
    ...look.seen('secrets').map(({ ARN, KmsKeyId }) => ({ owner: ARN, key: KmsKeyId })),
    ...look.seen('parameters').map(({ ARN, KeyId }) => ({ owner: ARN, key: KeyId })),
  ]
  return unique([
    ...named.flatMap((key) => (key ? [keyReference(key, place)] : [])),
    ...ofSecrets.flatMap(({ owner, key }) =>
      key ? [keyReference(key, { ...place, region: parseArn(owner)?.region ?? place.region })] : [],
    ),
  ])
}
