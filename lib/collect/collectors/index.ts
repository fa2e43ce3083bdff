import type { Collector } from '../collector.ts'
import { scalableTargets, scaling } from './application-autoscaling.ts'
import { autoScalingGroups } from './autoscaling.ts'
import { metrics } from './cloudwatch.ts'
import { deploymentGroups } from './codedeploy.ts'
import { instances } from './ec2/instances.ts'
import { instanceMetadataDefaults, launchTemplateVersions, images as machineImages } from './ec2/launch.ts'
import { network } from './ec2/network.ts'
import { prefixLists } from './ec2/prefix-lists.ts'
import { images } from './ecr/images.ts'
import { repositories, repositoryScanning } from './ecr/repositories.ts'
import { imageScanFindings } from './ecr/scan-findings.ts'
import { accountSettings } from './ecs/account-settings.ts'
import { capacityProviders } from './ecs/capacity-providers.ts'
import { clusters } from './ecs/clusters.ts'
import { containerInstances } from './ecs/container-instances.ts'
import { serviceDeployments, serviceRevisions } from './ecs/deployments.ts'
import { families } from './ecs/families.ts'
import { services } from './ecs/services.ts'
import { taskDefinitions } from './ecs/task-definitions.ts'
import { tasks } from './ecs/tasks.ts'
import { loadBalancers } from './elbv2/load-balancers.ts'
import { routing, targetGroupAttributes } from './elbv2/routing.ts'
import { taskSchedules } from './events/index.ts'
import { iam } from './iam.ts'
import { inspectorAccountStatus, inspectorFindings } from './inspector2.ts'
import { logGroups, logStreams } from './logs.ts'
import { resourceTags } from './tagging.ts'

/** Run in every region. A collector stands after those that fill what it needs. */
export const regionCollectors: readonly Collector[] = [
  clusters,
  families,
  services,
  tasks,
  containerInstances,
  capacityProviders,
  accountSettings,
  taskSchedules,
  taskDefinitions,
  serviceDeployments,
  serviceRevisions,
  network,
  prefixLists,
  instances,
  autoScalingGroups,
  launchTemplateVersions,
  machineImages,
  instanceMetadataDefaults,
  deploymentGroups,
  loadBalancers,
  targetGroupAttributes,
  routing,
  scalableTargets,
  scaling,
  metrics,
  repositories,
  repositoryScanning,
  images,
  imageScanFindings,
  inspectorAccountStatus,
  inspectorFindings,
  logGroups,
  logStreams,
  resourceTags,
]

/** Run once per account. */
export const accountCollectors: readonly Collector[] = [iam]
