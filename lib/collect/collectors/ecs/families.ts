import type { TaskDefinitionFamily } from '#lib/inventory/types/task-definition.ts'
import { defineCollector } from '../../collector.ts'
import type { Listing } from '../../pages.ts'

/** ACTIVE revisions of every family, oldest first, from their ARNs alone: a hundred revisions a call. */
export const families = defineCollector({
  name: 'ecs-families',
  fills: ['families'],
  needs: [],
  async collect(_context, _look, out) {
    const found = createFamilies()
    await out.walk({ section: 'families' }, activeRevisions, found.add)
    out.add('families', activeRevisions.action, found.all(), (family) => family)
  },
})

/** Every ACTIVE revision, by ARN. */
export const activeRevisions: Listing<'ecs:ListTaskDefinitions', string> = {
  action: 'ecs:ListTaskDefinitions',
  input: (nextToken) => ({ status: 'ACTIVE', maxResults: 100, nextToken }),
  items: ({ taskDefinitionArns }) => taskDefinitionArns,
  next: ({ nextToken }) => nextToken,
}

/** Families from pages of ARNs: an account may have hundreds of thousands, and they say no more than family and number. */
export function createFamilies() {
  const found = new Map<string, Set<number>>()
  return {
    add(arns: readonly string[]): void {
      for (const arn of arns) {
        const [, family, revision] = /:task-definition\/([^:]+):(\d+)$/.exec(arn) ?? []
        if (family && revision) found.set(family, (found.get(family) ?? new Set()).add(Number(revision)))
      }
    },
    /** The revisions of each, oldest first. */
    all: (): TaskDefinitionFamily[] =>
      [...found].map(([family, revisions]) => ({ family, activeRevisions: [...revisions].sort((a, b) => a - b) })),
  }
}
