import type * as sdk from '@aws-sdk/client-ecs'
import { assertBatch, type Call, invalid } from '../../call.ts'
import { findBy, findEach, inParent } from '../../lookup.ts'
import { page } from '../../page.ts'
import { arnInCluster, clusterOf, failures, nameInArn, onlyIncluded } from './shared.ts'

type ContainerInstance = Call['estate']['ecs']['containerInstances'] extends Iterable<infer Item> ? Item : never

const taskArn = ({ taskArn }: sdk.Task) => taskArn
const containerInstanceArn = ({ containerInstanceArn }: ContainerInstance) => containerInstanceArn

export const taskOperations = {
  ListTasks(input: sdk.ListTasksRequest, call: Call): sdk.ListTasksResponse {
    const { clusterArn } = clusterOf(call, input.cluster)
    const { desiredStatus = 'RUNNING', nextToken, maxResults } = input
    const { items, next } = page(call, inParent(call.estate.ecs.tasks, clusterArn), {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (task) =>
        task.clusterArn === clusterArn && isStopped(task) === (desiredStatus === 'STOPPED') && fits(task, input),
    })
    return { taskArns: items.flatMap(({ taskArn }) => taskArn ?? []), nextToken: next }
  },

  DescribeTasks({ cluster, tasks = [], include }: sdk.DescribeTasksRequest, call: Call): sdk.DescribeTasksResponse {
    if (tasks.length === 0) throw invalid(call, 'Tasks cannot be empty.')
    assertBatch(call, tasks, 100, 'tasks')
    const { clusterArn } = clusterOf(call, cluster)
    const arns = tasks.map((reference) => arnInCluster(call, 'task', clusterArn, reference))
    const { found, missing } = findEach(call, arns, (arn) => {
      const task = findBy(call.estate.ecs.tasks, taskArn, arn)
      return task?.clusterArn === clusterArn ? task : undefined
    })
    return { tasks: found.map((task) => onlyIncluded(task, include, { TAGS: ['tags'] })), failures: failures(missing) }
  },

  ListContainerInstances(input: sdk.ListContainerInstancesRequest, call: Call): sdk.ListContainerInstancesResponse {
    const { clusterArn } = clusterOf(call, input.cluster)
    const { status, nextToken, maxResults } = input
    const { items, next } = page(call, inParent(call.estate.ecs.containerInstances, clusterArn), {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (instance) => instance.clusterArn === clusterArn && (status === undefined || instance.status === status),
    })
    return {
      containerInstanceArns: items.flatMap(({ containerInstanceArn }) => containerInstanceArn ?? []),
      nextToken: next,
    }
  },

  DescribeContainerInstances(
    input: sdk.DescribeContainerInstancesRequest,
    call: Call,
  ): sdk.DescribeContainerInstancesResponse {
    const { cluster, containerInstances = [], include } = input
    if (containerInstances.length === 0) throw invalid(call, 'Container instances cannot be empty.')
    assertBatch(call, containerInstances, 100, 'containerInstances')
    const { clusterArn } = clusterOf(call, cluster)
    const arns = containerInstances.map((reference) => arnInCluster(call, 'container-instance', clusterArn, reference))
    const { found, missing } = findEach(call, arns, (arn) => {
      const instance = findBy(call.estate.ecs.containerInstances, containerInstanceArn, arn)
      return instance?.clusterArn === clusterArn ? instance : undefined
    })
    const shown = found.map((instance) =>
      onlyIncluded(instance, include, { TAGS: ['tags'], CONTAINER_INSTANCE_HEALTH: ['healthStatus'] }),
    )
    return { containerInstances: shown, failures: failures(missing) }
  },
}

export function isStopped({ lastStatus, desiredStatus }: sdk.Task): boolean {
  return (desiredStatus ?? lastStatus) === 'STOPPED'
}

function fits(
  task: sdk.Task,
  { containerInstance, family, serviceName, startedBy, launchType }: sdk.ListTasksRequest,
): boolean {
  return (
    (containerInstance === undefined || nameInArn(task.containerInstanceArn ?? '') === nameInArn(containerInstance)) &&
    (family === undefined || nameInArn(task.taskDefinitionArn ?? '').split(':')[0] === family) &&
    (serviceName === undefined || task.group === `service:${nameInArn(serviceName)}`) &&
    (startedBy === undefined || task.startedBy === startedBy) &&
    (launchType === undefined || task.launchType === launchType)
  )
}
