import type { AutoRollbackEvent } from '@aws-sdk/client-codedeploy'
import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ClusterSite } from './clusters.ts'
import { addRole, trustService } from './roles.ts'
import { daysAgo, shortRegion, uuid } from './site.ts'

export interface DeploymentGroupSpec {
  service: string
  production: Listener
  test?: Listener
  /** Events that roll back; empty: rollback is off. */
  rollbackOn: AutoRollbackEvent[]
}

/** The application and deployment group of a CODE_DEPLOY service, with its pair of target groups. */
export function addDeploymentGroup(cluster: ClusterSite, spec: DeploymentGroupSpec): void {
  const { site } = cluster
  const application = `ecs-${spec.service}`
  const route = (listener: Listener | undefined) =>
    listener?.ListenerArn ? { listenerArns: [listener.ListenerArn] } : undefined
  site.estate.codedeploy.applications.push({
    applicationName: application,
    applicationId: uuid(site, 'application', application),
    computePlatform: 'ECS',
    createTime: daysAgo(site, 390),
    linkedToGitHub: false,
  })
  site.estate.codedeploy.deploymentGroups.push({
    applicationName: application,
    deploymentGroupName: spec.service,
    deploymentGroupId: uuid(site, 'deployment group', application),
    deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
    computePlatform: 'ECS',
    serviceRoleArn: addRole(site, {
      name: `${shortRegion(site)}-${spec.service}-codedeploy`,
      trust: [trustService('codedeploy.amazonaws.com')],
      attached: ['AWSCodeDeployRoleForECS'],
    }),
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    autoRollbackConfiguration: { enabled: spec.rollbackOn.length > 0, events: spec.rollbackOn },
    alarmConfiguration: { enabled: false, alarms: [] },
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 15 },
      deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT' },
    },
    ecsServices: [{ serviceName: spec.service, clusterName: cluster.name }],
    loadBalancerInfo: {
      targetGroupPairInfoList: [
        {
          targetGroups: [{ name: spec.service }, { name: `${spec.service}-green` }],
          prodTrafficRoute: route(spec.production),
          testTrafficRoute: route(spec.test),
        },
      ],
    },
  })
}
