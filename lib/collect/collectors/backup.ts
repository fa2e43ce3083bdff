import type { RecoveryPointByResource } from '@aws-sdk/client-backup'
import { defineCollector, forEachOf } from '../collector.ts'
import { listAll } from '../pages.ts'
import { iso, need, pick } from '../shape.ts'

/** Backups of the EFS file systems in use. What was never backed up has no recovery points to ask for. */
export const backups = defineCollector({
  name: 'backup',
  fills: ['protectedResources', 'recoveryPoints'],
  needs: ['efsFileSystems'],
  async collect(context, look, out) {
    const used = new Set(look.seen('efsFileSystems').map(({ FileSystemArn }) => FileSystemArn))
    if (used.size === 0) return
    const listed = await out.list(
      { section: ['protectedResources', 'recoveryPoints'] },
      {
        action: 'backup:ListProtectedResources',
        input: (NextToken) => ({ MaxResults: 1000, NextToken }),
        items: ({ Results }) => Results,
        next: ({ NextToken }) => NextToken,
      },
    )
    const backedUp = listed.filter(({ ResourceArn }) => used.has(ResourceArn))
    out.add('protectedResources', 'backup:ListProtectedResources', backedUp, (resource) => ({
      ResourceArn: need(resource.ResourceArn, 'ResourceArn'),
      ...pick(resource, 'ResourceType'),
      LastBackupTime: iso(resource.LastBackupTime),
    }))
    await forEachOf(backedUp, async ({ ResourceArn = '' }) => {
      const action = 'backup:ListRecoveryPointsByResource'
      const lost = { section: 'recoveryPoints', resource: ResourceArn, gone: ['ResourceNotFoundException'] } as const
      const points = await out.read(lost, () =>
        listAll(context, {
          action,
          input: (NextToken) => ({ ResourceArn, MaxResults: 1000, NextToken }),
          items: ({ RecoveryPoints }) => RecoveryPoints,
          next: ({ NextToken }) => NextToken,
        }),
      )
      out.add('recoveryPoints', action, points && [newestComplete(points)], (newest) => ({
        ResourceArn,
        RecoveryPointArn: newest?.RecoveryPointArn,
        CreationDate: iso(newest?.CreationDate),
      }))
    })
  },
})

function newestComplete(points: readonly RecoveryPointByResource[]): RecoveryPointByResource | undefined {
  return points
    .filter(({ Status, CreationDate }) => Status === 'COMPLETED' && CreationDate)
    .sort((a, b) => (b.CreationDate?.getTime() ?? 0) - (a.CreationDate?.getTime() ?? 0))[0]
}
