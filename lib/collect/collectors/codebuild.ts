import { defineCollector, provablyEmpty } from '../collector.ts'

/** Names alone: that something builds here is all that is asked. */
export const buildProjects = defineCollector({
  name: 'codebuild-projects',
  fills: ['buildProjects'],
  needs: ['services'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'services')) return
    const action = 'codebuild:ListProjects'
    const names = await out.list(
      { section: 'buildProjects' },
      {
        action,
        input: (nextToken) => ({ nextToken }),
        items: ({ projects }) => projects,
        next: ({ nextToken }) => nextToken,
      },
    )
    out.add('buildProjects', action, names, (name) => ({ name }))
  },
})
