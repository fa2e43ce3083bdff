import { revisionsInUse, servedReads, servedUses } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import { type CollectContext, defineCollector } from '../../collector.ts'
import { createRevisionReader } from './revision-reader.ts'

/**
 * Revisions in use, also INACTIVE ones that something still refers to; then the newest of each family. Within a scope
 * (clusters or services) only the former. What services and tasks run is asked for first, while families and schedules
 * are still being listed.
 */
export const taskDefinitions = defineCollector({
  name: 'ecs-task-definitions',
  fills: ['taskDefinitions'],
  needs: servedReads,
  follows: ['taskSchedules', 'families'],
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families'],
  async collect(context, look, out, { whole }) {
    const reader = createRevisionReader(context, out)
    await reader.read([...servedUses(look).keys()])
    const all = await whole()
    await reader.read([...revisionsInUse(all), ...newestOfFamilies(context, all)])
    await reader.renew(activeRevisions(context, all))
  },
})

function newestOfFamilies(context: CollectContext, look: Look<'families'>): string[] {
  const { scope } = context
  if (scope.clusters.length > 0 || scope.services.length > 0) return []
  return look
    .seen('families')
    .map(({ family, activeRevisions }) => revisionArn(context, family, activeRevisions.at(-1)))
}

/** Tells whether a revision is ACTIVE; undefined where that is not known, because the list is incomplete. */
function activeRevisions(context: CollectContext, look: Look<'families'>): (arn: string) => boolean | undefined {
  const families = new Map(
    look.seen('families').map(({ family, activeRevisions }) => [family, new Set(activeRevisions)]),
  )
  const complete = look.gaps('families').length === 0
  return (arn) => {
    const [family = '', revision] = arn.slice(revisionArn(context, '').length).split(':')
    return families.get(family)?.has(Number(revision)) || (complete ? false : undefined)
  }
}

function revisionArn({ account, partition, region }: CollectContext, family: string, revision?: number): string {
  return `arn:${partition}:ecs:${region}:${account}:task-definition/${family}${revision === undefined ? '' : `:${revision}`}`
}
