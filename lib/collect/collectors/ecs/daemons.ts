import type * as ecs from '@aws-sdk/client-ecs'
import { shortName } from '#lib/inventory/derived/arn.ts'
import type { Daemon } from '#lib/inventory/types/daemons.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { chunks, need, pick, unique } from '../../shape.ts'
import { addFailures, gone as goneCluster } from './failures.ts'
import { toTaskDefinition } from './task-definition-shape.ts'

const gone = ['DaemonNotFoundException', ...goneCluster] as const

/**
 * Daemons and what they run; only clusters with a capacity provider of Managed Instances can have any. A scan of named
 * services does not look at them.
 */
export const daemons = defineCollector({
  name: 'ecs-daemons',
  fills: ['daemons'],
  needs: ['clusters', 'capacityProviders'],
  async collect(context, look, out) {
    if (context.scope.services.length > 0) return
    const managed = new Set(
      look.seen('capacityProviders').flatMap((one) => (one.managedInstancesProvider ? one.name : [])),
    )
    const clusters = look
      .seen('clusters')
      .filter(({ capacityProviders }) => capacityProviders.some((provider) => managed.has(shortName(provider))))
    const found: ecs.DaemonDetail[] = []
    await forEachOf(clusters, async ({ clusterArn }) => {
      const lost = { section: 'daemons', within: clusterArn, gone } as const
      const arns = await out.list(lost, {
        action: 'ecs:ListDaemons',
        input: (nextToken) => ({ clusterArn, maxResults: 100, nextToken }),
        items: ({ daemonSummariesList }) => daemonSummariesList?.map(({ daemonArn }) => daemonArn),
        next: ({ nextToken }) => nextToken,
      })
      await forEachOf(unique(arns), async (daemonArn) => {
        const answer = await out.read({ ...lost, resource: daemonArn }, () =>
          context.call('ecs:DescribeDaemon', { daemonArn }),
        )
        if (answer?.daemon) found.push(answer.daemon)
      })
    })
    const revisions = await readRevisions(context, out, found)
    out.add('daemons', 'ecs:DescribeDaemon', found, (daemon) => toDaemon(daemon, revisions))
  },
})

/** Which task definition a revision runs is told by the revision alone. */
async function readRevisions(
  { call }: CollectContext,
  out: Gather<'daemons'>,
  found: readonly ecs.DaemonDetail[],
): Promise<ReadonlyMap<string | undefined, ecs.DaemonRevision>> {
  const action = 'ecs:DescribeDaemonRevisions'
  const arns = unique(found.flatMap(({ currentRevisions = [] }) => currentRevisions.map(({ arn }) => arn)))
  const revisions = new Map<string | undefined, ecs.DaemonRevision>()
  await forEachOf(chunks(arns, 20), async (daemonRevisionArns) => {
    const answer = await out.read({ section: 'daemons' }, () => call(action, { daemonRevisionArns }))
    for (const revision of answer?.daemonRevisions ?? []) revisions.set(revision.daemonRevisionArn, revision)
    addFailures(out, { section: 'daemons' }, action, answer?.failures)
  })
  return revisions
}

function toDaemon(daemon: ecs.DaemonDetail, revisions: ReadonlyMap<string | undefined, ecs.DaemonRevision>): Daemon {
  return {
    daemonArn: need(daemon.daemonArn, 'daemonArn'),
    clusterArn: need(daemon.clusterArn, 'clusterArn'),
    status: need(daemon.status, 'status'),
    currentRevisions: (daemon.currentRevisions ?? []).map(({ arn, capacityProviders, totalRunningCount }) => {
      const revision = revisions.get(arn)
      return {
        arn: need(arn, 'currentRevisions.arn'),
        daemonTaskDefinitionArn: revision?.daemonTaskDefinitionArn,
        capacityProviderArns: unique((capacityProviders ?? []).map((provider) => provider.arn)),
        totalRunningCount,
        enableExecuteCommand: revision?.enableExecuteCommand,
        containerImages: (revision?.containerImages ?? []).map((image) => ({
          containerName: need(image.containerName, 'containerImages.containerName'),
          ...pick(image, 'image', 'imageDigest'),
        })),
      }
    }),
  }
}

/** What daemons in force run, in the form of task definitions and redacted like them. */
export const daemonTaskDefinitions = defineCollector({
  name: 'ecs-daemon-task-definitions',
  fills: ['daemonTaskDefinitions'],
  needs: ['daemons'],
  async collect({ call, digestKey }, look, out) {
    const section = 'daemonTaskDefinitions'
    const action = 'ecs:DescribeDaemonTaskDefinition'
    const revisions = look.seen('daemons').flatMap(({ currentRevisions }) => currentRevisions)
    await forEachOf(unique(revisions.map((one) => one.daemonTaskDefinitionArn)), async (daemonTaskDefinition) => {
      // As with task definitions, a deleted one is answered with the general client error.
      const lost = { section, resource: daemonTaskDefinition, gone: ['ClientException'] } as const
      const answer = await out.read(lost, () => call(action, { daemonTaskDefinition }))
      out.add(section, action, answer && [answer], (one) =>
        toDefinition(need(one.daemonTaskDefinition, 'daemonTaskDefinition'), digestKey),
      )
    })
  },
})

function toDefinition(definition: ecs.DaemonTaskDefinition, digestKey: string): TaskDefinition {
  const { daemonTaskDefinitionArn, containerDefinitions, volumes, status, pidMode, ipcMode, ...shared } = definition
  return {
    ...toTaskDefinition(
      {
        taskDefinition: {
          ...shared,
          taskDefinitionArn: daemonTaskDefinitionArn,
          containerDefinitions: containerDefinitions?.map(({ linuxParameters, ...container }) => ({
            ...container,
            linuxParameters:
              linuxParameters && pick(linuxParameters, 'capabilities', 'devices', 'initProcessEnabled', 'tmpfs'),
          })),
          volumes: volumes?.map((volume) => pick(volume, 'name', 'host')),
          requiresCompatibilities: ['MANAGED_INSTANCES'],
          status: 'ACTIVE',
        },
      },
      digestKey,
    ),
    status: need(status, 'status'),
    pidMode,
    ipcMode,
  }
}
