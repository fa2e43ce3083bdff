import type * as ecs from '@aws-sdk/client-ecs'
import type { Task } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, ecsTags, freeText, iso, need, pick } from '../../shape.ts'
import { isPopulated } from './clusters.ts'
import { addFailures, gone } from './failures.ts'
import { toOverride } from './shapes.ts'

interface Asked {
  clusterArn: string
  /** Only this service's tasks. */
  serviceName?: string
  desiredStatus: 'RUNNING' | 'STOPPED'
}

/**
 * RUNNING lists pending tasks too, and is skipped where the cluster counts nothing. Stopped tasks, which AWS keeps for about
 * an hour, are in no counter.
 */
export const tasks = defineCollector({
  name: 'ecs-tasks',
  fills: ['tasks'],
  needs: ['clusters', 'services'],
  inherits: ['clusters'],
  async collect({ call, scope, digestKey }, look, out) {
    const serviceNames = (clusterArn: string) =>
      look.seen('services').flatMap((one) => (one.clusterArn === clusterArn ? [one.serviceName] : []))
    const asked = look.seen('clusters').flatMap((cluster): Asked[] => {
      const { clusterArn, status } = cluster
      const statuses: Asked['desiredStatus'][] = [
        ...(isPopulated(cluster) ? (['RUNNING'] as const) : []),
        ...(status === 'ACTIVE' ? (['STOPPED'] as const) : []),
      ]
      const only = scope.services.length > 0 ? serviceNames(clusterArn) : [undefined]
      return statuses.flatMap((desiredStatus) =>
        only.map((serviceName) => ({ clusterArn, serviceName, desiredStatus })),
      )
    })
    await forEachOf(asked, async ({ clusterArn, ...filter }) => {
      const lost = { section: 'tasks', within: clusterArn, gone } as const
      const arns = await out.list(lost, {
        action: 'ecs:ListTasks',
        input: (nextToken) => ({ cluster: clusterArn, ...filter, maxResults: 100, nextToken }),
        items: ({ taskArns }) => taskArns,
        next: ({ nextToken }) => nextToken,
      })
      await forEachOf(chunks(arns, 100), async (batch) => {
        const answer = await out.read(lost, () =>
          call('ecs:DescribeTasks', { cluster: clusterArn, tasks: batch, include: ['TAGS'] }),
        )
        out.add('tasks', 'ecs:DescribeTasks', answer?.tasks, (task) => toTask(task, digestKey))
        addFailures(out, lost, 'ecs:DescribeTasks', answer?.failures)
      })
    })
  },
})

function toTask(task: ecs.Task, digestKey: string): Task {
  return {
    taskArn: need(task.taskArn, 'taskArn'),
    clusterArn: need(task.clusterArn, 'clusterArn'),
    taskDefinitionArn: need(task.taskDefinitionArn, 'taskDefinitionArn'),
    lastStatus: need(task.lastStatus, 'lastStatus'),
    desiredStatus: need(task.desiredStatus, 'desiredStatus'),
    ...pick(task, 'launchType', 'capacityProviderName', 'platformVersion', 'platformFamily'),
    ...pick(task, 'containerInstanceArn', 'availabilityZone', 'stopCode', 'healthStatus'),
    group: freeText(task.group),
    startedBy: freeText(task.startedBy),
    stoppedReason: freeText(task.stoppedReason),
    ...pick(task, 'connectivity', 'enableExecuteCommand'),
    fargateEphemeralStorage:
      task.fargateEphemeralStorage && pick(task.fargateEphemeralStorage, 'sizeInGiB', 'kmsKeyId'),
    createdAt: iso(task.createdAt),
    startedAt: iso(task.startedAt),
    stoppedAt: iso(task.stoppedAt),
    attachments: (task.attachments ?? []).map(({ type, status, details }) => ({
      type: type ?? '',
      status,
      details: (details ?? []).map(({ name, value }) => ({ name: name ?? '', value: value ?? '' })),
    })),
    attributes: (task.attributes ?? []).map(({ name, value }) => ({ name: name ?? '', value })),
    containers: (task.containers ?? []).map((container) => ({
      name: need(container.name, 'containers.name'),
      ...pick(container, 'image', 'imageDigest', 'healthStatus', 'lastStatus', 'exitCode'),
      reason: freeText(container.reason),
      networkInterfaces: (container.networkInterfaces ?? []).map((one) => ({
        ...pick(one, 'attachmentId', 'privateIpv4Address'),
        ipv6Address: one.ipv6Address,
      })),
      managedAgents: container.managedAgents?.map((one) => pick(one, 'name', 'lastStatus')),
    })),
    overrides: task.overrides && toOverride(task.overrides, digestKey),
    tags: ecsTags(task.tags),
  }
}
