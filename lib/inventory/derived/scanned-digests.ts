import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { architectureOf } from './digests.ts'

/**
 * Keys under which scan results of a running digest may stand: its own, then, when agents report the digest of an image
 * index, those of its platform images that the definitions run on.
 */
export function scannedKeys(
  look: Look<'imageConfigs'>,
  imageKey: string,
  running: readonly { definition: TaskDefinition }[],
): readonly string[] {
  const repositoryArn = imageKey.slice(0, imageKey.lastIndexOf('@'))
  const platforms = look.get('imageConfigs', imageKey)?.platformDigests ?? []
  const keys = platforms.map((digest) => `${repositoryArn}@${digest}`)
  const wanted = new Set(running.map(({ definition }) => architectureOf(definition)))
  const fitting = keys.filter((key) => {
    const architecture = keys.length > 1 ? look.get('imageConfigs', key)?.architecture : undefined
    return architecture === undefined || wanted.has(architecture)
  })
  return [imageKey, ...(fitting.length > 0 ? fitting : keys)]
}
