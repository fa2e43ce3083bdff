import { z } from 'zod'
import { openTotal, openWords } from '#app/(dashboard)/open-counts.ts'
import { counted } from '#components/score/format.ts'
import type { ResourceDetail } from '#lib/data/estate/resource.ts'

/** How a resource stands, in words and numbers. */
export function verdictOf({ name, open, goneAt }: ResourceDetail): string {
  if (goneAt) return `${name} is gone`
  return openTotal(open) === 0 ? `${name}: nothing open` : `${name}: ${openWords(open)} open`
}

const family = z.object({
  containerDefinitions: z.array(
    z.object({ privileged: z.boolean().optional(), secrets: z.array(z.unknown()).default([]) }),
  ),
})

/** What makes a resource worth an attacker's time. */
export function exposureBadges({ exposed, configuration }: ResourceDetail): string[] {
  const { data } = family.safeParse(configuration)
  const containers = data?.containerDefinitions ?? []
  const privileged = containers.filter((container) => container.privileged === true).length
  const secrets = containers.reduce((sum, container) => sum + container.secrets.length, 0)
  return [
    exposed && 'on a path from the internet',
    privileged > 0 && counted(privileged, 'privileged container'),
    secrets > 0 && `reads ${counted(secrets, 'secret')}`,
  ].filter((badge) => badge !== false)
}

const verbs: Readonly<Record<string, { uses: string; used: string }>> = {
  in: { uses: 'is in', used: 'is in it' },
  runs: { uses: 'runs', used: 'runs it' },
  behind: { uses: 'is behind', used: 'is behind it' },
  'guarded by': { uses: 'is guarded by', used: 'is guarded by it' },
  assumes: { uses: 'assumes', used: 'assumes it' },
  pulls: { uses: 'pulls from', used: 'pulls from it' },
}

/** "runs" for what this resource uses, "runs it" for what uses this one. */
export function relationWords(kind: string, direction: 'uses' | 'used'): string {
  return verbs[kind]?.[direction] ?? kind
}
