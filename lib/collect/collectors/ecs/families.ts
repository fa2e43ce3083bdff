import { defineCollector } from '../../collector.ts'

/** ACTIVE revisions of every family, oldest first, from their ARNs alone: a hundred revisions a call. */
export const families = defineCollector({
  name: 'ecs-families',
  fills: ['families'],
  needs: [],
  async collect(_context, _look, out) {
    const found = new Map<string, Set<number>>()
    await out.walk(
      { section: 'families' },
      {
        action: 'ecs:ListTaskDefinitions',
        input: (nextToken) => ({ status: 'ACTIVE' as const, maxResults: 100, nextToken }),
        items: ({ taskDefinitionArns }) => taskDefinitionArns,
        next: ({ nextToken }) => nextToken,
      },
      (arns) => addRevisions(found, arns),
    )
    out.add('families', 'ecs:ListTaskDefinitions', [...found], ([family, revisions]) => ({
      family,
      activeRevisions: [...revisions].sort((a, b) => a - b),
    }))
  },
})

/** Page by page: an account may have hundreds of thousands, and their ARNs say no more than family and number. */
function addRevisions(found: Map<string, Set<number>>, arns: readonly string[]): void {
  for (const arn of arns) {
    const [, family, revision] = /:task-definition\/([^:]+):(\d+)$/.exec(arn) ?? []
    if (family && revision) found.set(family, (found.get(family) ?? new Set()).add(Number(revision)))
  }
}
