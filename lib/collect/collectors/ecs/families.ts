import type { TaskDefinitionFamily } from '#lib/inventory/types/ecs.ts'
import { defineCollector } from '../../collector.ts'

/** ACTIVE revisions of every family, oldest first, from their ARNs alone: a hundred revisions a call. */
export const families = defineCollector({
  name: 'ecs-families',
  fills: ['families'],
  needs: [],
  async collect(_context, _look, out) {
    const arns = await out.list(
      { section: 'families' },
      {
        action: 'ecs:ListTaskDefinitions',
        input: (nextToken) => ({ status: 'ACTIVE' as const, maxResults: 100, nextToken }),
        items: ({ taskDefinitionArns }) => taskDefinitionArns,
        next: ({ nextToken }) => nextToken,
      },
    )
    out.add('families', 'ecs:ListTaskDefinitions', groupByFamily(arns), (family) => family)
  },
})

function groupByFamily(arns: readonly string[]): TaskDefinitionFamily[] {
  const found = new Map<string, Set<number>>()
  for (const arn of arns) {
    const [, family, revision] = /:task-definition\/([^:]+):(\d+)$/.exec(arn) ?? []
    if (family && revision) found.set(family, (found.get(family) ?? new Set()).add(Number(revision)))
  }
  return [...found].map(([family, revisions]) => ({
    family,
    activeRevisions: [...revisions].sort((a, b) => a - b),
  }))
}
