import type { TaskDefinition } from '../types/task-definition.ts'

/** Whether containers share a namespace with their host: what tasks call `host` is called `shared` by daemons. */
export function sharesWithHost(definition: TaskDefinition, mode: 'pidMode' | 'ipcMode'): boolean {
  return definition[mode] === 'host' || definition[mode] === 'shared'
}
