import type { Collector } from '../collector.ts'
import { certificates } from './acm.ts'
import { apiRoutes } from './api-gateway/index.ts'
import { scalableTargets, scaling } from './application-autoscaling.ts'
import { autoScalingGroups } from './autoscaling.ts'
import { backups } from './backup.ts'
import { stacks } from './cloudformation.ts'
import { apiEvents } from './cloudtrail/events.ts'
import { trails } from './cloudtrail/trails.ts'
import { alarms } from './cloudwatch/alarms.ts'
import { metrics, resourceMetrics } from './cloudwatch/metrics.ts'
import { buildProjects } from './codebuild.ts'
import { deploymentGroups } from './codedeploy.ts'
import { pipelines } from './codepipeline.ts'
import { serviceRecommendations } from './compute-optimizer.ts'
import { configurationRecorders } from './config.ts'
import { instanceTypes } from './ec2/instance-types.ts'
import { instances } from './ec2/instances.ts'
import { instanceMetadataDefaults, launchTemplateVersions, images as machineImages } from './ec2/launch.ts'
import { network } from './ec2/network.ts'
import { networkGuards } from './ec2/network-guards.ts'
import { prefixLists } from './ec2/prefix-lists.ts'
import { volumes } from './ec2/volumes.ts'
import { waysOut } from './ec2/ways-out.ts'
import { images } from './ecr/images.ts'
import { lifecyclePolicies } from './ecr/registry.ts'
import { repositories, repositoryScanning } from './ecr/repositories.ts'
import { imageScanFindings } from './ecr/scan-findings.ts'
import { accountSettings } from './ecs/account-settings.ts'
import { capacityProviders } from './ecs/capacity-providers.ts'
import { clusters } from './ecs/clusters.ts'
import { containerInstances } from './ecs/container-instances.ts'
import { daemons, daemonTaskDefinitions } from './ecs/daemons.ts'
import { serviceDeployments, serviceRevisions } from './ecs/deployments.ts'
import { families } from './ecs/families.ts'
import { services } from './ecs/services.ts'
import { taskDefinitions } from './ecs/task-definitions.ts'
import { tasks } from './ecs/tasks.ts'
import { efs } from './efs.ts'
import { caches } from './elasticache.ts'
import { loadBalancerAttributes, targetHealth } from './elbv2/attributes.ts'
import { listenerCertificates } from './elbv2/listener-certificates.ts'
import { loadBalancers } from './elbv2/load-balancers.ts'
import { routing, targetGroupAttributes } from './elbv2/routing.ts'
import { eventRules } from './events/event-rules.ts'
import { taskSchedules } from './events/index.ts'
import { fsx } from './fsx.ts'
import { guardDutyCoverage, guardDutyDetectors } from './guardduty.ts'
import { iam } from './iam.ts'
import { serviceAccess } from './iam-access.ts'
import { userCredentials } from './iam-credentials.ts'
import { identityProviders } from './iam-providers.ts'
import { inspectorAccountStatus, inspectorFindings } from './inspector2.ts'
import { kmsKeys } from './kms.ts'
import { logGroups, logStreams } from './logs.ts'
import { organization } from './organizations.ts'
import { databases } from './rds.ts'
import { accountPublicAccess, buckets } from './s3.ts'
import { secrets } from './secrets-manager.ts'
import { securityHub } from './securityhub.ts'
import { serviceQuotas } from './service-quotas.ts'
import { discoveryServices } from './servicediscovery.ts'
import { queues } from './sqs.ts'
import { managedNodes, parameters, publicParameters } from './ssm.ts'
import { resourceTags } from './tagging.ts'
import { lattice } from './vpc-lattice.ts'
import { webAcls } from './wafv2.ts'
import { tracedServices } from './xray.ts'

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
  daemons,
  daemonTaskDefinitions,
  serviceDeployments,
  serviceRevisions,
  network,
  networkGuards,
  waysOut,
  prefixLists,
  instances,
  volumes,
  autoScalingGroups,
  launchTemplateVersions,
  instanceTypes,
  machineImages,
  instanceMetadataDefaults,
  deploymentGroups,
  loadBalancers,
  targetGroupAttributes,
  targetHealth,
  loadBalancerAttributes,
  routing,
  listenerCertificates,
  certificates,
  webAcls,
  lattice,
  discoveryServices,
  apiRoutes,
  databases,
  caches,
  efs,
  backups,
  fsx,
  scalableTargets,
  scaling,
  alarms,
  metrics,
  repositories,
  repositoryScanning,
  lifecyclePolicies,
  images,
  imageScanFindings,
  inspectorAccountStatus,
  inspectorFindings,
  logGroups,
  logStreams,
  stacks,
  pipelines,
  buildProjects,
  serviceRecommendations,
  serviceQuotas,
  queues,
  tracedServices,
  resourceMetrics,
  resourceTags,
  secrets,
  parameters,
  kmsKeys,
  buckets,
  managedNodes,
  publicParameters,
  trails,
  apiEvents,
  eventRules,
  guardDutyDetectors,
  guardDutyCoverage,
  securityHub,
  configurationRecorders,
]

/** Run once per account. */
export const accountCollectors: readonly Collector[] = [
  iam,
  serviceAccess,
  userCredentials,
  identityProviders,
  accountPublicAccess,
  organization,
]
