import type { Use } from './usage.ts'

/** Digests that running tasks and daemons report for a container, once each. */
export function reportedDigests(uses: readonly Use[], containerName: string): string[] {
  const ofTasks = uses.flatMap((use) => use.task?.containers ?? []).filter((one) => one.name === containerName)
  const ofDaemons = uses
    .flatMap((use) => (use.usage === 'running' ? (use.daemon?.revision.containerImages ?? []) : []))
    .filter((one) => one.containerName === containerName)
  return [...new Set([...ofTasks, ...ofDaemons].flatMap(({ imageDigest }) => imageDigest || []))]
}
