import type { Look } from '../look.ts'
import type { Daemon } from '../types/daemons.ts'
import type { Use } from './usage.ts'

export const daemonReads = ['daemons', 'daemonTaskDefinitions'] as const
export type DaemonSection = (typeof daemonReads)[number]

/** What a daemon runs, or is about to. */
export interface DaemonInForce {
  daemon: Daemon
  revision: Daemon['currentRevisions'][number]
  /** `currentRevisions[0]`, for evidence paths. */
  path: string
}

/** Daemons have task definitions of their own: `arn:...:daemon-task-definition/FAMILY:REVISION`. */
export function isDaemonDefinition(taskDefinitionArn: string): boolean {
  return taskDefinitionArn.includes(':daemon-task-definition/')
}

/** Uses of daemon task definitions, by ARN: they run on Managed Instances alone. One that is being deleted uses what still runs. */
export function usesByDaemon(look: Look<'daemons'>): readonly (readonly [string, Use])[] {
  return look.seen('daemons').flatMap((daemon) =>
    daemon.currentRevisions.flatMap((revision, index): (readonly [string, Use])[] => {
      const { daemonTaskDefinitionArn: arn, totalRunningCount = 0 } = revision
      const isRunning = totalRunningCount > 0
      if (!arn || (daemon.status !== 'ACTIVE' && !isRunning)) return []
      const use: Use = {
        usage: isRunning ? 'running' : 'desired',
        launch: 'MANAGED_INSTANCES',
        clusterArn: daemon.clusterArn,
        daemon: { daemon, revision, path: `currentRevisions[${index}]` },
      }
      return [[arn, use]]
    }),
  )
}
