import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import { parseImage } from './images.ts'
import { primaryOf } from './launch.ts'

type Section = 'pullThroughCacheRules' | 'taskDefinitions'

/** Whether an image was built by the organization: it stands in the account's own registry, and no cache rule put it there. */
function builtHere(look: Look<'pullThroughCacheRules'>, image: string): boolean {
  const { kind, account, repository } = parseImage(image)
  return kind === 'ecr' && account === look.account && !isCached(look, repository)
}

/** Whether a repository holds copies that a pull-through cache rule makes, or may: one for every name makes any. */
export function isCached(look: Look<'pullThroughCacheRules'>, repository: string): boolean {
  return hasRuleForAll(look) || isCachedByName(look, repository)
}

/** Whether a pull-through cache rule is for names like that of the repository. */
export function isCachedByName(look: Look<'pullThroughCacheRules'>, repository: string): boolean {
  return look
    .all('pullThroughCacheRules')
    .some(({ ecrRepositoryPrefix: prefix }) => repository.startsWith(`${prefix}/`))
}

/** Whether a pull-through cache rule is for every name that no repository has yet. */
export function hasRuleForAll(look: Look<'pullThroughCacheRules'>): boolean {
  return look.all('pullThroughCacheRules').some(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix === 'ROOT')
}

/** Whether a service runs an image that the organization built. */
export function runsOwnImage(look: Look<Section>, service: Service): boolean {
  const arn = primaryOf(service)?.taskDefinition
  const containers = (arn && look.get('taskDefinitions', arn)?.containerDefinitions) || []
  return containers.some((one) => one.image !== undefined && builtHere(look, one.image))
}
