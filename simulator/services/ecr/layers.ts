import type { Call } from '../../call.ts'
import type { WireResponse } from '../../wire/protocol.ts'
import type { World } from '../../world.ts'
import { findRepository } from './find-image.ts'

const root = '/_layers/'

/** Where the simulator itself serves a blob. */
export function layerUrl({ origin, account, region }: Call, repository: string, digest: string): string {
  return `${origin}${root}${[account.id, region, repository, digest].map(encodeURIComponent).join('/')}`
}

export function isLayerPath(path: string): boolean {
  return path.startsWith(root)
}

/** A config blob, or 404. Layers of files do not exist in an estate. */
export function findLayer(path: string, { accounts }: World): WireResponse {
  const [accountId, region = '', name, digest] = path.slice(root.length).split('/').map(decodeURIComponent)
  const registry = accounts.find(({ id }) => id === accountId)?.regions[region]
  const repository = registry && findRepository(registry, name)
  const config = repository?.images.find((image) => image.config?.digest === digest)?.config
  if (!config) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'NoSuchKey' }
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: config.body }
}
