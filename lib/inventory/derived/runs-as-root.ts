import type { Look } from '../look.ts'
import type { ImageConfig } from '../types/ecr.ts'
import type { ContainerDefinition } from '../types/task-definition.ts'
import { imageConfigsOf } from './image-config.ts'
import type { Use } from './usage.ts'
import { isRootUser } from './user.ts'

/**
 * Whether a Linux container runs as root, by its definition, else by some image that it runs; undefined where none does of
 * those that can be seen, and others cannot.
 */
export function runsAsRoot(
  look: Look<'imageConfigs' | 'ecrImages' | 'repositories' | 'tasks'>,
  container: ContainerDefinition,
  uses: readonly Use[],
): boolean | undefined {
  if (container.user) return isRootUser(container.user)
  const configs = imageConfigsOf(look, container, uses)
  if (configs.some((one) => one && startsAsRoot(one))) return true
  return configs.includes(undefined) ? undefined : false
}

/** An image that names no user starts as root. */
export function startsAsRoot({ config }: ImageConfig): boolean {
  return !config.User || isRootUser(config.User)
}
