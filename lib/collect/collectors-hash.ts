import { createHash } from 'node:crypto'
import { accountCollectors, regionCollectors } from './collectors/index.ts'

/** Identity of what is collected: results of another set may lack what this one reads. */
export function collectorsHash(): string {
  const described = [...regionCollectors, ...accountCollectors].map(({ name, fills, needs, follows, inherits }) =>
    JSON.stringify([name, fills, needs, follows, inherits]),
  )
  return createHash('sha256').update(described.join('\n')).digest('hex').slice(0, 16)
}
