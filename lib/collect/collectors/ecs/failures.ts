import type { Failure } from '@aws-sdk/client-ecs'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { Gather, Lost } from '../../gather.ts'

/** What ECS answers about a cluster that was deleted since it was listed. */
export const gone = ['ClusterNotFoundException'] as const

/** Members of a batch that ECS could not describe. MISSING ones were deleted since they were listed: nothing is unread. */
export function addFailures<Out extends SectionName>(
  out: Gather<Out>,
  lost: Lost<Out>,
  action: string,
  failures: readonly Failure[] | undefined,
): void {
  for (const { arn, reason = '' } of failures ?? []) {
    if (reason === 'MISSING') continue
    const errorCode = /^[\w.:-]{1,80}$/.test(reason) ? reason : 'Failure'
    out.gap(
      { ...lost, resource: arn },
      { action, reason: /ACCESS_?DENIED/i.test(reason) ? 'denied' : 'failed', errorCode },
    )
  }
}
