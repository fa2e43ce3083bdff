import type * as sdk from '@aws-sdk/client-codedeploy'
import type { DeploymentGroup } from '#lib/inventory/types/operations.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { need, pick } from '../shape.ts'

const section = 'deploymentGroups'
const gone = ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException'] as const

/** Deployment groups of services that CodeDeploy deploys; asked for only where there is such a service. */
export const deploymentGroups = defineCollector({
  name: 'codedeploy-groups',
  fills: [section],
  needs: ['services'],
  async collect({ call }, look, out) {
    if (!look.seen('services').some((service) => service.deploymentController?.type === 'CODE_DEPLOY')) return
    const applications = await out.list(
      { section },
      {
        action: 'codedeploy:ListApplications',
        input: (nextToken) => ({ nextToken }),
        items: (answer) => answer.applications,
        next: ({ nextToken }) => nextToken,
      },
    )
    await forEachOf(applications, async (applicationName) => {
      const names = await out.list(
        { section, gone },
        {
          action: 'codedeploy:ListDeploymentGroups',
          input: (nextToken) => ({ applicationName, nextToken }),
          items: (answer) => answer.deploymentGroups,
          next: ({ nextToken }) => nextToken,
        },
      )
      await forEachOf(names, async (deploymentGroupName) => {
        const lost = { section, resource: `${applicationName}/${deploymentGroupName}`, gone } as const
        const answer = await out.read(lost, () =>
          call('codedeploy:GetDeploymentGroup', { applicationName, deploymentGroupName }),
        )
        const group = answer?.deploymentGroupInfo
        out.add(section, 'codedeploy:GetDeploymentGroup', group && [group], toDeploymentGroup)
      })
    })
  },
})

/** Undefined for a group that deploys something else than ECS services. */
function toDeploymentGroup(group: sdk.DeploymentGroupInfo): DeploymentGroup | undefined {
  const { ecsServices = [], autoRollbackConfiguration: rollback, alarmConfiguration, loadBalancerInfo } = group
  if (ecsServices.length === 0) return undefined
  return {
    applicationName: need(group.applicationName, 'applicationName'),
    deploymentGroupName: need(group.deploymentGroupName, 'deploymentGroupName'),
    ...pick(group, 'deploymentConfigName'),
    ecsServices: ecsServices.map(({ serviceName, clusterName }) => ({
      serviceName: need(serviceName, 'ecsServices.serviceName'),
      clusterName: need(clusterName, 'ecsServices.clusterName'),
    })),
    autoRollbackConfiguration: rollback && { enabled: rollback.enabled ?? false, events: rollback.events ?? [] },
    alarmConfiguration: alarmConfiguration && {
      enabled: alarmConfiguration.enabled ?? false,
      alarms: (alarmConfiguration.alarms ?? []).flatMap(({ name }) => name ?? []),
    },
    loadBalancerInfo: loadBalancerInfo && {
      targetGroupPairs: (loadBalancerInfo.targetGroupPairInfoList ?? []).map((pair) => ({
        targetGroups: (pair.targetGroups ?? []).flatMap(({ name }) => name ?? []),
        prodTrafficListeners: pair.prodTrafficRoute?.listenerArns ?? [],
        testTrafficListeners: pair.testTrafficRoute?.listenerArns ?? [],
      })),
    },
  }
}
