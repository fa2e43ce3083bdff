import type { TaskDefinition } from '../types/task-definition.ts'
import type { Use } from './usage.ts'

const architectures: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' }

/** Processor architecture that a definition asks for, as registries call it; X86_64 where it asks for none. */
export function architectureOf({ runtimePlatform }: Pick<TaskDefinition, 'runtimePlatform'>): string {
  return architectures[runtimePlatform?.cpuArchitecture ?? 'X86_64'] ?? 'amd64'
}

/** Digests that running tasks and daemons report for a container, once each. */
export function reportedDigests(uses: readonly Use[], containerName: string): string[] {
  const ofTasks = uses.flatMap((use) => use.task?.containers ?? []).filter((one) => one.name === containerName)
  const ofDaemons = uses
    .flatMap((use) => (use.usage === 'running' ? (use.daemon?.revision.containerImages ?? []) : []))
    .filter((one) => one.containerName === containerName)
  return [...new Set([...ofTasks, ...ofDaemons].flatMap(({ imageDigest }) => imageDigest || []))]
}
