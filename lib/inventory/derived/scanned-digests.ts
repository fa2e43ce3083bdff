import type { Look } from '../look.ts'

/**
 * Keys under which scan results of a running digest may stand: its own, and those of its platform images when agents report
 * the digest of an image index.
 */
export function scannedKeys(look: Look<'imageConfigs'>, imageKey: string): readonly string[] {
  const repositoryArn = imageKey.slice(0, imageKey.lastIndexOf('@'))
  const platforms = look.get('imageConfigs', imageKey)?.platformDigests ?? []
  return [imageKey, ...platforms.map((digest) => `${repositoryArn}@${digest}`)]
}
