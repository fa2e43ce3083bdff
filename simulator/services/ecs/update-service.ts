import type * as sdk from '@aws-sdk/client-ecs'
import { type Call, invalid } from '../../call.ts'
import { AwsError } from '../../wire/protocol.ts'
import { digits } from '../../world.ts'
import { withDeployment } from './deployment.ts'
import { runTasks } from './run-tasks.ts'
import { clusterOf, serviceOf } from './shared.ts'
import { taskDefinitionOf } from './task-definitions.ts'

/** Changes of these start a deployment; the other settings of a service only apply to the next one. */
const deployed = [
  'taskDefinition',
  'networkConfiguration',
  'platformVersion',
  'capacityProviderStrategy',
  'loadBalancers',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
] as const

export const updateOperations = {
  /** The new deployment is COMPLETED when the answer is given: old tasks are STOPPED, new ones RUNNING. */
  UpdateService(input: sdk.UpdateServiceRequest, call: Call): sdk.UpdateServiceResponse {
    const before = serviceOf(call, input.cluster, input.service)
    if (before.status !== 'ACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.')
    assertDeployable(before, input, call)
    const changed = withSettings(before, input, call)
    const isDeployment = input.forceNewDeployment === true || deployed.some((setting) => input[setting] !== undefined)
    const serial = call.estate.ecs.tasks.length
    const deploymentId = isDeployment
      ? `ecs-svc/${Number.parseInt(digits(12, before.serviceArn ?? '', serial), 16)}`
      : (before.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? 'ecs-svc/0')

    const runningCount = runTasks(call, changed, { deploymentId, replace: isDeployment, serial })
    const counted = { ...changed, runningCount, pendingCount: 0 }
    const after = isDeployment ? withDeployment(counted, input, call, deploymentId) : withCounts(counted)
    call.estate.ecs.services = [...call.estate.ecs.services].map((service) =>
      service.serviceArn === before.serviceArn ? after : service,
    )
    countTasks(call, clusterOf(call, input.cluster).clusterArn)
    return { service: after }
  },
}

/** Task sets are changed by their own controller, not by UpdateService. */
function assertDeployable({ deploymentController }: sdk.Service, input: sdk.UpdateServiceRequest, call: Call): void {
  if (input.deploymentController) throw invalid(call, 'The simulator does not change a deployment controller.')
  const controller = deploymentController?.type ?? 'ECS'
  if (controller === 'ECS') return
  const setting = input.forceNewDeployment ? 'forceNewDeployment' : deployed.find((name) => input[name] !== undefined)
  if (setting)
    throw invalid(call, `Unable to update ${setting} on services with a ${controller} deployment controller.`)
}

function withSettings(service: sdk.Service, input: sdk.UpdateServiceRequest, call: Call): sdk.Service {
  const {
    cluster,
    service: name,
    forceNewDeployment,
    taskDefinition,
    deploymentConfiguration,
    deploymentController,
    ...settings
  } = input
  const set: sdk.Service = { ...service, ...settings }
  if (taskDefinition) set.taskDefinition = activeArn(taskDefinition, call)
  if (deploymentConfiguration)
    set.deploymentConfiguration = { ...service.deploymentConfiguration, ...deploymentConfiguration }
  if (input.capacityProviderStrategy?.length) delete set.launchType
  return set
}

function activeArn(reference: string, call: Call): string {
  const { status, taskDefinitionArn = '' } = taskDefinitionOf(call, reference)
  if (status !== 'ACTIVE') throw new AwsError('ClientException', 'TaskDefinition is inactive')
  return taskDefinitionArn
}

function withCounts(service: sdk.Service): sdk.Service {
  const { desiredCount, runningCount } = service
  const deployments = service.deployments?.map((deployment) =>
    deployment.status === 'PRIMARY' ? { ...deployment, desiredCount, runningCount, pendingCount: 0 } : deployment,
  )
  return { ...service, deployments }
}

function countTasks({ estate }: Call, clusterArn: string): void {
  const running = [...estate.ecs.tasks].filter(
    (task) => task.clusterArn === clusterArn && task.lastStatus === 'RUNNING',
  ).length
  estate.ecs.clusters = [...estate.ecs.clusters].map((cluster) =>
    cluster.clusterArn === clusterArn ? { ...cluster, runningTasksCount: running } : cluster,
  )
}
