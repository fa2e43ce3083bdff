import type * as sdk from '@aws-sdk/client-secrets-manager'
import { secretsInUse } from '#lib/inventory/derived/secrets.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { Secret } from '#lib/inventory/types/secrets.ts'
import { defineCollector, forEachOf, inRegion } from '../collector.ts'
import { listAll } from '../pages.ts'
import { isRegion } from '../regions.ts'
import { iso, need, pick, tagList } from '../shape.ts'

const gone = ['ResourceNotFoundException'] as const

/** Secrets of this account that revisions in use refer to, each in its own region. What they contain is never asked for. */
export const secrets = defineCollector({
  name: 'secrets-manager',
  fills: ['secrets', 'secretPolicies', 'secretVersions'],
  needs: usageReads,
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions'],
  async collect(context, look, out) {
    const { account, call } = context
    const own = secretsInUse(look).filter(
      (one) => one.store === 'secretsmanager' && one.account === account && isRegion(one.region),
    )
    await forEachOf(own, async ({ reference, region }) => {
      const SecretId = reference
      async function metadata() {
        const action = 'secretsmanager:DescribeSecret'
        const lost = { section: 'secrets', resource: reference, gone } as const
        const found = await out.read(lost, () => call(action, { SecretId }, region))
        out.add('secrets', action, found && [found], (secret) => toSecret(secret, reference))
      }
      async function policy() {
        const action = 'secretsmanager:GetResourcePolicy'
        const lost = { section: 'secretPolicies', resource: reference, gone } as const
        const found = await out.read(lost, () => call(action, { SecretId }, region))
        out.add('secretPolicies', action, found && [found], (one) => ({ reference, ...pick(one, 'ResourcePolicy') }))
      }
      async function versions() {
        const action = 'secretsmanager:ListSecretVersionIds'
        const lost = { section: 'secretVersions', resource: reference, gone } as const
        const found = await out.read(lost, () =>
          listAll(inRegion(context, region), {
            action,
            input: (NextToken) => ({ SecretId, MaxResults: 100, NextToken }),
            items: (answer) => answer.Versions,
            next: ({ NextToken }) => NextToken,
          }),
        )
        out.add('secretVersions', action, found && [found], (list) => ({ reference, Versions: list.map(toVersion) }))
      }
      await Promise.all([metadata(), policy(), versions()])
    })
  },
})

function toSecret(secret: sdk.DescribeSecretResponse, reference: string): Secret {
  return {
    reference,
    ARN: need(secret.ARN, 'ARN'),
    Name: need(secret.Name, 'Name'),
    ...pick(secret, 'KmsKeyId', 'OwningService'),
    RotationEnabled: secret.RotationEnabled ?? false,
    RotationRules: secret.RotationRules && pick(secret.RotationRules, 'AutomaticallyAfterDays', 'ScheduleExpression'),
    CreatedDate: iso(secret.CreatedDate),
    LastRotatedDate: iso(secret.LastRotatedDate),
    LastChangedDate: iso(secret.LastChangedDate),
    NextRotationDate: iso(secret.NextRotationDate),
    DeletedDate: iso(secret.DeletedDate),
    Tags: tagList(secret.Tags),
  }
}

function toVersion(version: sdk.SecretVersionsListEntry) {
  return {
    VersionId: need(version.VersionId, 'VersionId'),
    VersionStages: version.VersionStages ?? [],
    CreatedDate: iso(version.CreatedDate),
  }
}
