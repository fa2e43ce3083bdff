import type * as sdk from '@aws-sdk/client-ecs'
import { assertBatch, type Call, invalid } from '../../call.ts'
import { findBy, findEach, inParent } from '../../lookup.ts'
import { page } from '../../page.ts'
import { arnInCluster, clusterOf, failures, findService, onlyIncluded, serviceOf } from './shared.ts'

const serviceDeploymentArn = ({ serviceDeploymentArn }: sdk.ServiceDeployment) => serviceDeploymentArn
const serviceRevisionArn = ({ serviceRevisionArn }: sdk.ServiceRevision) => serviceRevisionArn

export const serviceOperations = {
  /** Ten a page unless more are asked for. */
  ListServices(input: sdk.ListServicesRequest, call: Call): sdk.ListServicesResponse {
    const { clusterArn } = clusterOf(call, input.cluster)
    const { launchType, schedulingStrategy, nextToken, maxResults } = input
    const { items, next } = page(call, inParent(call.estate.ecs.services, clusterArn), {
      token: nextToken,
      size: maxResults,
      max: 100,
      usual: 10,
      where: (service) =>
        service.clusterArn === clusterArn &&
        service.status !== 'INACTIVE' &&
        (launchType === undefined || service.launchType === launchType) &&
        (schedulingStrategy === undefined || service.schedulingStrategy === schedulingStrategy),
    })
    return { serviceArns: items.flatMap(({ serviceArn }) => serviceArn ?? []), nextToken: next }
  },

  DescribeServices(
    { cluster, services = [], include }: sdk.DescribeServicesRequest,
    call: Call,
  ): sdk.DescribeServicesResponse {
    if (services.length === 0) throw invalid(call, 'Services cannot be empty.')
    assertBatch(call, services, 10, 'services')
    const { clusterArn } = clusterOf(call, cluster)
    const { found, missing } = findEach(call, services, (reference) => findService(call, clusterArn, reference))
    return {
      services: found.map((service) => onlyIncluded(service, include, { TAGS: ['tags'] })),
      failures: failures(missing.map((reference) => arnInCluster(call, 'service', clusterArn, reference))),
    }
  },

  DescribeTaskSets(
    { cluster, service, taskSets, include }: sdk.DescribeTaskSetsRequest,
    call: Call,
  ): sdk.DescribeTaskSetsResponse {
    const all = serviceOf(call, cluster, service).taskSets ?? []
    const { found, missing } = taskSets
      ? findEach(call, taskSets, (reference) =>
          all.find(({ id, taskSetArn }) => id === reference || taskSetArn === reference),
        )
      : { found: all, missing: [] }
    return {
      taskSets: found.map((taskSet) => onlyIncluded(taskSet, include, { TAGS: ['tags'] })),
      failures: failures(missing),
    }
  },

  ListServiceDeployments(input: sdk.ListServiceDeploymentsRequest, call: Call): sdk.ListServiceDeploymentsResponse {
    const { serviceArn } = serviceOf(call, input.cluster, input.service)
    const { status, createdAt, nextToken, maxResults } = input
    const { items, next } = page(call, call.estate.ecs.serviceDeployments, {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (deployment) =>
        deployment.serviceArn === serviceArn &&
        (!status?.length || (deployment.status !== undefined && status.includes(deployment.status))) &&
        isWithin(deployment.createdAt, createdAt),
    })
    return { serviceDeployments: items.map(brief), nextToken: next }
  },

  DescribeServiceDeployments(
    input: sdk.DescribeServiceDeploymentsRequest,
    call: Call,
  ): sdk.DescribeServiceDeploymentsResponse {
    const { serviceDeploymentArns = [] } = input
    assertBatch(call, serviceDeploymentArns, 20, 'serviceDeploymentArns')
    const { found, missing } = findEach(call, serviceDeploymentArns, (arn) =>
      findBy(call.estate.ecs.serviceDeployments, serviceDeploymentArn, arn),
    )
    return { serviceDeployments: found, failures: failures(missing) }
  },

  DescribeServiceRevisions(
    input: sdk.DescribeServiceRevisionsRequest,
    call: Call,
  ): sdk.DescribeServiceRevisionsResponse {
    const { serviceRevisionArns = [] } = input
    assertBatch(call, serviceRevisionArns, 20, 'serviceRevisionArns')
    const { found, missing } = findEach(call, serviceRevisionArns, (arn) =>
      findBy(call.estate.ecs.serviceRevisions, serviceRevisionArn, arn),
    )
    return { serviceRevisions: found, failures: failures(missing) }
  },
}

function isWithin(time: Date | undefined, range: sdk.CreatedAt | undefined): boolean {
  if (!range) return true
  return time !== undefined && (!range.after || time >= range.after) && (!range.before || time <= range.before)
}

function brief(deployment: sdk.ServiceDeployment): sdk.ServiceDeploymentBrief {
  const { targetServiceRevision } = deployment
  return { ...deployment, targetServiceRevisionArn: targetServiceRevision?.arn }
}
