import type { Look } from '../look.ts'
import { repository } from '../subjects/images.ts'
import { parseImage } from './images.ts'
import type { UsageSection } from './usage.ts'

type Section = UsageSection | 'repositories' | 'imageConfigs'

/**
 * Percent, rounded down, of the running digests of the account's own registry whose base-name label names a repository of
 * policy.baseImageRepos. Undefined without such a list, or without a running digest.
 */
export function approvedBaseShare(look: Look<Section>): number | undefined {
  const approved = look.policy.baseImageRepos
  if (approved.length === 0) return undefined
  const keys = look.regions.flatMap((region) => runningKeys(look.in(region)).map((key) => ({ key, region })))
  if (keys.length === 0) return undefined
  const onApproved = keys.filter(({ key, region }) => {
    const base = look.in(region).get('imageConfigs', key)?.config.baseName
    return base !== undefined && approved.includes(parseImage(base).repository)
  })
  return Math.floor((onApproved.length / keys.length) * 100)
}

function runningKeys(look: Look<Section>): readonly string[] {
  const keys = repository.find(look).flatMap((item) => {
    if (item.unread) return []
    const { repository: owner, images } = item.value
    return images.flatMap((image) => image.runningDigests.map((digest) => `${owner.repositoryArn}@${digest}`))
  })
  return [...new Set(keys)]
}
