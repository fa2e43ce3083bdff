import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'

/**
 * Task definition revisions that earlier scans have read, redacted. A revision never changes but for its status and its
 * tags, so it is described once, ever. A cache is opened for one version of the detectors (`detectorVersion`) and knows
 * only what was redacted by that one.
 */
export interface RevisionCache {
  /** Those of the revisions that are known, by ARN. */
  get(arns: readonly string[]): Promise<ReadonlyMap<string, TaskDefinition>>
  /** The ARNs of those that are known. */
  known(arns: readonly string[]): Promise<ReadonlySet<string>>
  put(definitions: readonly TaskDefinition[]): Promise<void>
}

/** Knows nothing and keeps nothing. */
export const noRevisions: RevisionCache = {
  get: async () => new Map(),
  known: async () => new Set(),
  put: async () => {},
}

/** Lasts as long as the process; `known` is what it begins with. */
export function createRevisionCache(known: Iterable<TaskDefinition> = []): RevisionCache & Iterable<TaskDefinition> {
  const byArn = new Map([...known].map((definition) => [definition.taskDefinitionArn, definition]))
  return {
    async get(arns) {
      return new Map(
        arns.flatMap((arn) => {
          const definition = byArn.get(arn)
          return definition ? [[arn, definition] as const] : []
        }),
      )
    },
    known: async (arns) => new Set(arns.filter((arn) => byArn.has(arn))),
    async put(definitions) {
      for (const definition of definitions) byArn.set(definition.taskDefinitionArn, definition)
    },
    [Symbol.iterator]: () => byArn.values(),
  }
}
