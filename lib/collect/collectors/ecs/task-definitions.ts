import { revisionsInUse } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import { unique } from '../../shape.ts'
import { toTaskDefinition } from './task-definition-shape.ts'

const needs = [
  'clusters',
  'services',
  'tasks',
  'taskSchedules',
  'families',
  'capacityProviders',
  'containerInstances',
] as const satisfies readonly SectionName[]
type Needed = (typeof needs)[number]

/**
 * Revisions in use, also INACTIVE ones that something still refers to; then the newest of each family. Within a scope
 * (clusters or services) only the former.
 */
export const taskDefinitions = defineCollector({
  name: 'ecs-task-definitions',
  fills: ['taskDefinitions'],
  needs,
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families'],
  async collect(context, look, out) {
    const { call, digestKey } = context
    const asked = unique([...revisionsInUse(look), ...newestOfFamilies(context, look)])
    await forEachOf(asked, async (taskDefinition) => {
      // ECS has no code of its own for a deleted revision: it answers with its general client error.
      const lost = { section: 'taskDefinitions', resource: taskDefinition, gone: ['ClientException'] } as const
      const answer = await out.read(lost, () =>
        call('ecs:DescribeTaskDefinition', { taskDefinition, include: ['TAGS'] }),
      )
      if (!answer) return
      out.add('taskDefinitions', 'ecs:DescribeTaskDefinition', [answer], (one) => toTaskDefinition(one, digestKey))
    })
  },
})

function newestOfFamilies({ account, partition, region, scope }: CollectContext, look: Look<Needed>): string[] {
  if (scope.clusters.length > 0 || scope.services.length > 0) return []
  const prefix = `arn:${partition}:ecs:${region}:${account}:task-definition`
  return look.seen('families').map(({ family, activeRevisions }) => `${prefix}/${family}:${activeRevisions.at(-1)}`)
}
