import { registryHost } from './repositories.ts'
import { hex, type Site } from './site.ts'

/**
 * The digest a running container reports. Images of other registries have an invented one. A reference without a tag
 * means latest: tasks started before the tag moved still run the image that has lost it.
 */
export function imageDigest(site: Site, reference: string, index: number): string {
  const pinned = reference.split('@')[1]
  if (pinned) return pinned
  const [name = '', tag] = splitTag(reference)
  const repository = site.estate.ecr.repositories.find(
    ({ repository: { repositoryUri } }) => repositoryUri === name && name.startsWith(registryHost(site)),
  )
  if (!repository) return `sha256:${hex(site, 64, 'foreign image', reference)}`
  const untagged = repository.images.filter(({ detail }) => !detail.imageTags && detail.imageManifestMediaType)
  if (tag === undefined && index % 2 === 1 && untagged[0]) return untagged[0].detail.imageDigest
  const tagged = repository.images.find(({ detail }) => detail.imageTags?.includes(tag ?? 'latest'))
  if (!tagged) throw new Error(`The estate has no image ${reference}.`)
  return tagged.detail.imageDigest
}

function splitTag(reference: string): [name: string, tag?: string] {
  const colon = reference.lastIndexOf(':')
  if (colon < reference.lastIndexOf('/')) return [reference]
  return [reference.slice(0, colon), reference.slice(colon + 1)]
}
