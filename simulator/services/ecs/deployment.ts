import type * as sdk from '@aws-sdk/client-ecs'
import type { Call } from '../../call.ts'
import { digits } from '../../world.ts'
import { nameInArn } from './shared.ts'

/**
 * A service whose only deployment is this one, completed. Its revision and the deployment's record join the estate.
 * @param input what UpdateService was asked for: some of it shows in deployments only
 */
export function withDeployment(
  service: sdk.Service,
  input: sdk.UpdateServiceRequest,
  call: Call,
  id: string,
): sdk.Service {
  const now = call.world.now()
  const { serviceArn = '', clusterArn, desiredCount = 0, runningCount = 0, deployments, events = [] } = service
  const { loadBalancers, serviceRegistries, deploymentConfiguration } = service
  const settings = deploymentSettings(service, { ...deployments?.[0], ...input })
  const serviceRevisionArn = partArn(serviceArn, 'service-revision', id)
  const counts = { requestedTaskCount: desiredCount, runningTaskCount: runningCount, pendingTaskCount: 0 }
  const revision = { serviceRevisionArn, serviceArn, clusterArn, loadBalancers, serviceRegistries, createdAt: now }
  const record: sdk.ServiceDeployment = {
    serviceDeploymentArn: partArn(serviceArn, 'service-deployment', id),
    serviceArn,
    clusterArn,
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    updatedAt: now,
    targetServiceRevision: { arn: serviceRevisionArn, ...counts },
    status: 'SUCCESSFUL',
    deploymentConfiguration,
  }
  const deployment: sdk.Deployment = {
    ...settings,
    id,
    status: 'PRIMARY',
    desiredCount,
    runningCount,
    pendingCount: 0,
    failedTasks: 0,
    createdAt: now,
    updatedAt: now,
    rolloutState: 'COMPLETED',
    rolloutStateReason: `ECS deployment ${id} completed.`,
  }
  const { ecs } = call.estate
  ecs.serviceRevisions = [...ecs.serviceRevisions, { ...settings, ...revision }]
  ecs.serviceDeployments = [...ecs.serviceDeployments, record]
  const message = `(service ${nameInArn(serviceArn)}) has reached a steady state.`
  return {
    ...service,
    deployments: [deployment],
    currentServiceRevisions: [{ arn: serviceRevisionArn, ...counts }],
    events: [{ id: digits(32, id), createdAt: now, message }, ...events],
  }
}

function deploymentSettings(service: sdk.Service, asked: Partial<sdk.Deployment>): Partial<sdk.Deployment> {
  const { taskDefinition, launchType, capacityProviderStrategy } = service
  const { platformVersion, platformFamily, networkConfiguration } = service
  const { serviceConnectConfiguration, volumeConfigurations, vpcLatticeConfigurations } = asked
  return {
    taskDefinition,
    launchType,
    capacityProviderStrategy,
    platformVersion,
    platformFamily,
    networkConfiguration,
    serviceConnectConfiguration,
    volumeConfigurations,
    vpcLatticeConfigurations,
  }
}

function partArn(serviceArn: string, kind: string, id: string): string {
  return `${serviceArn.replace(':service/', `:${kind}/`)}/${nameInArn(id)}`
}
