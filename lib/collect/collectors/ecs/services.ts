import type * as ecs from '@aws-sdk/client-ecs'
import type { Deployment, DeploymentConfiguration, Service, TaskSet } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, ecsTags, freeText, iso, need, pick } from '../../shape.ts'
import { isInScope, isPopulated } from './clusters.ts'
import { addFailures, gone } from './failures.ts'
import { toLoadBalancers, toNetwork, toStrategy } from './shapes.ts'

/** Clusters that count nothing are not asked. A batch holds services of one cluster only. */
export const services = defineCollector({
  name: 'ecs-services',
  fills: ['services'],
  needs: ['clusters'],
  async collect({ call, scope }, look, out) {
    const populated = look.seen('clusters').filter(isPopulated)
    await forEachOf(populated, async ({ clusterArn }) => {
      const lost = { section: 'services', within: clusterArn, gone } as const
      const arns = await out.list(lost, {
        action: 'ecs:ListServices',
        input: (nextToken) => ({ cluster: clusterArn, maxResults: 100, nextToken }),
        items: ({ serviceArns }) => serviceArns,
        next: ({ nextToken }) => nextToken,
      })
      const asked = arns.filter((arn) => isInScope(arn, scope.services))
      await forEachOf(chunks(asked, 10), async (batch) => {
        const answer = await out.read(lost, () =>
          call('ecs:DescribeServices', { cluster: clusterArn, services: batch, include: ['TAGS'] }),
        )
        out.add('services', 'ecs:DescribeServices', answer?.services, toService)
        addFailures(out, lost, 'ecs:DescribeServices', answer?.failures)
      })
    })
  },
})

const newestEvents = 10

function toService(service: ecs.Service): Service {
  return {
    serviceArn: need(service.serviceArn, 'serviceArn'),
    serviceName: need(service.serviceName, 'serviceName'),
    clusterArn: need(service.clusterArn, 'clusterArn'),
    status: need(service.status, 'status'),
    desiredCount: need(service.desiredCount, 'desiredCount'),
    runningCount: need(service.runningCount, 'runningCount'),
    pendingCount: need(service.pendingCount, 'pendingCount'),
    ...pick(service, 'launchType', 'platformVersion', 'platformFamily', 'taskDefinition', 'schedulingStrategy'),
    ...pick(service, 'healthCheckGracePeriodSeconds', 'availabilityZoneRebalancing', 'enableECSManagedTags'),
    ...pick(service, 'enableExecuteCommand', 'propagateTags', 'roleArn', 'createdBy'),
    capacityProviderStrategy: toStrategy(service.capacityProviderStrategy),
    deploymentController: service.deploymentController && {
      type: need(service.deploymentController.type, 'deploymentController.type'),
    },
    deploymentConfiguration: toDeploymentConfiguration(service.deploymentConfiguration),
    deployments: (service.deployments ?? []).map(toDeployment),
    taskSets: (service.taskSets ?? []).map(toTaskSet),
    networkConfiguration: toNetwork(service.networkConfiguration),
    loadBalancers: toLoadBalancers(service.loadBalancers),
    serviceRegistries: (service.serviceRegistries ?? []).map((one) => pick(one, 'registryArn')),
    placementConstraints: (service.placementConstraints ?? []).map((one) => pick(one, 'type', 'expression')),
    placementStrategy: (service.placementStrategy ?? []).map((one) => pick(one, 'type', 'field')),
    createdAt: iso(service.createdAt),
    currentServiceRevisions: service.currentServiceRevisions?.flatMap(({ arn }) =>
      arn === undefined ? [] : [{ arn }],
    ),
    events: (service.events ?? []).slice(0, newestEvents).map((event) => ({
      createdAt: iso(event.createdAt),
      message: freeText(event.message) ?? '',
    })),
    tags: ecsTags(service.tags),
  }
}

function toDeploymentConfiguration(
  config: ecs.DeploymentConfiguration | undefined,
): DeploymentConfiguration | undefined {
  if (!config) return undefined
  const { deploymentCircuitBreaker: breaker, alarms, lifecycleHooks } = config
  return {
    ...pick(config, 'strategy', 'minimumHealthyPercent', 'maximumPercent', 'bakeTimeInMinutes'),
    deploymentCircuitBreaker: breaker && {
      enable: need(breaker.enable, 'deploymentCircuitBreaker.enable'),
      rollback: need(breaker.rollback, 'deploymentCircuitBreaker.rollback'),
    },
    alarms: alarms && {
      enable: need(alarms.enable, 'alarms.enable'),
      rollback: need(alarms.rollback, 'alarms.rollback'),
      alarmNames: alarms.alarmNames ?? [],
    },
    lifecycleHooks: lifecycleHooks?.map((hook) => pick(hook, 'hookTargetArn', 'lifecycleStages')),
  }
}

function toDeployment(deployment: ecs.Deployment): Deployment {
  const { serviceConnectConfiguration: connect } = deployment
  return {
    id: need(deployment.id, 'deployments.id'),
    status: need(deployment.status, 'deployments.status'),
    taskDefinition: need(deployment.taskDefinition, 'deployments.taskDefinition'),
    desiredCount: need(deployment.desiredCount, 'deployments.desiredCount'),
    runningCount: need(deployment.runningCount, 'deployments.runningCount'),
    pendingCount: need(deployment.pendingCount, 'deployments.pendingCount'),
    ...pick(deployment, 'failedTasks', 'launchType', 'platformVersion', 'platformFamily', 'rolloutState'),
    capacityProviderStrategy: toStrategy(deployment.capacityProviderStrategy),
    networkConfiguration: toNetwork(deployment.networkConfiguration),
    createdAt: iso(deployment.createdAt),
    updatedAt: iso(deployment.updatedAt),
    serviceConnectConfiguration: connect && {
      enabled: need(connect.enabled, 'serviceConnectConfiguration.enabled'),
      namespace: connect.namespace,
      services: (connect.services ?? []).map((one) => ({
        ...pick(one, 'portName', 'discoveryName'),
        tls: one.tls?.issuerCertificateAuthority?.awsPcaAuthorityArn !== undefined,
      })),
    },
    volumeConfigurations: deployment.volumeConfigurations?.map(({ name, managedEBSVolume }) => ({
      name: need(name, 'volumeConfigurations.name'),
      ...(managedEBSVolume && pick(managedEBSVolume, 'encrypted', 'kmsKeyId', 'volumeType')),
    })),
    vpcLatticeConfigurations: deployment.vpcLatticeConfigurations?.map((one) => ({
      targetGroupArn: need(one.targetGroupArn, 'vpcLatticeConfigurations.targetGroupArn'),
      portName: need(one.portName, 'vpcLatticeConfigurations.portName'),
    })),
    fargateEphemeralStorage: deployment.fargateEphemeralStorage && pick(deployment.fargateEphemeralStorage, 'kmsKeyId'),
  }
}

function toTaskSet(set: ecs.TaskSet): TaskSet {
  return {
    id: need(set.id, 'taskSets.id'),
    taskSetArn: need(set.taskSetArn, 'taskSets.taskSetArn'),
    status: need(set.status, 'taskSets.status'),
    taskDefinition: need(set.taskDefinition, 'taskSets.taskDefinition'),
    computedDesiredCount: need(set.computedDesiredCount, 'taskSets.computedDesiredCount'),
    runningCount: need(set.runningCount, 'taskSets.runningCount'),
    pendingCount: need(set.pendingCount, 'taskSets.pendingCount'),
    ...pick(set, 'launchType', 'platformVersion', 'platformFamily'),
    capacityProviderStrategy: toStrategy(set.capacityProviderStrategy),
    networkConfiguration: toNetwork(set.networkConfiguration),
    loadBalancers: toLoadBalancers(set.loadBalancers),
    serviceRegistries: set.serviceRegistries?.map((one) => pick(one, 'registryArn')),
  }
}
