import type { Look } from '../look.ts'
import type { ContainerDefinition } from '../types/ecs.ts'
import { imageConfigOf } from './image-config.ts'
import type { Use } from './usage.ts'
import { isRootUser } from './user.ts'

/** Whether a Linux container runs as root, by its definition, else by its image; undefined where the image cannot be seen. */
export function runsAsRoot(
  look: Look<'imageConfigs' | 'ecrImages' | 'repositories'>,
  container: ContainerDefinition,
  uses: readonly Use[],
): boolean | undefined {
  if (container.user) return isRootUser(container.user)
  const config = imageConfigOf(look, container, uses)
  if (!config) return undefined
  return !config.config.User || isRootUser(config.config.User)
}
