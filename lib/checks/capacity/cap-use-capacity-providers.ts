import { launchesOf, primaryOf, strategyOf } from '#lib/inventory/derived/launch.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Cluster, Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

export default defineCheck({
  id: 'cap-use-capacity-providers',
  subject: 'cluster',
  requires: ['capacityProviders'],
  failTitle: 'Capacity outside capacity providers',
  messages: {
    instances: 'Container instances of {cluster} belong to no capacity provider ({count}): {instances}.',
    service: '{name} is placed by launch type EC2, not by a capacity provider strategy.',
  },
  why: 'Loose instances are nobody’s job: ECS neither adds them when tasks wait for room, nor drains them before they go, nor removes them when they stand idle.',
  fix: {
    summary:
      'Make a capacity provider of the Auto Scaling group (or use Managed Instances) and give services a strategy. Instances launched before stay unmanaged until they are replaced, and each service starts new tasks.',
    effort: 'medium',
    cli: `aws ecs create-capacity-provider --name PROVIDER --auto-scaling-group-provider \\
  'autoScalingGroupArn=GROUP_ARN,managedScaling={status=ENABLED,targetCapacity=100},managedDraining=ENABLED'
aws ecs put-cluster-capacity-providers --cluster CLUSTER --capacity-providers PROVIDER \\
  --default-capacity-provider-strategy capacityProvider=PROVIDER,weight=1
aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --capacity-provider-strategy capacityProvider=PROVIDER,weight=1 --force-new-deployment`,
    terraform: `resource "aws_ecs_service" "SERVICE" {
  capacity_provider_strategy { # in place of launch_type
    capacity_provider = "PROVIDER"
    weight            = 1
  }
}
# with aws_ecs_capacity_provider and aws_ecs_cluster_capacity_providers`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  CapacityProviderStrategy: # in place of LaunchType
    - CapacityProvider: PROVIDER
      Weight: 1
# with AWS::ECS::CapacityProvider and AWS::ECS::ClusterCapacityProviderAssociations`,
  },
  skipsManaged: true,
  evaluate({ cluster, services, instances }, look) {
    if (services.length === 0 && instances.length === 0 && provablyEmpty(look, cluster)) {
      return notApplicable('The cluster has neither services nor instances.')
    }
    // Managed Instances always name their provider; ECS Anywhere machines (mi-...) have none to name.
    const loose = instances.filter(
      (one) => one.status === 'ACTIVE' && one.ec2InstanceId?.startsWith('i-') && !one.capacityProviderName,
    )
    const ids = loose.flatMap((one) => one.ec2InstanceId ?? [])
    const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ' …' : '')
    const data = { count: ids.length, cluster: cluster.clusterName, instances: shown }
    const evidence = [
      cite('clusters', cluster, 'capacityProviders'),
      derived('instances without a capacity provider', ids),
    ]
    return combine([
      pass(fargateAdvice(services)),
      ...(loose.length > 0 ? [fail('instances', data, evidence)] : []),
      ...services.map((service) => judge(look, service)),
    ])
  },
})

/** The lists of the cluster were read, and hold nothing that counts. */
function provablyEmpty(look: Look<'services' | 'containerInstances'>, { clusterArn }: Cluster): boolean {
  return (
    look.all('services', clusterArn).every((one) => one.status !== 'ACTIVE') &&
    look.all('containerInstances', clusterArn).length === 0
  )
}

function judge(look: Look<'clusters' | 'capacityProviders'>, service: Service): Result<'service'> {
  if (service.schedulingStrategy === 'DAEMON') return pass()
  const primary = primaryOf(service)
  const name = service.serviceName
  if (!primary) return undetermined(`Service ${name} has no PRIMARY task set yet.`)
  if (!launchesOf(look, service)?.includes('EC2')) return pass()
  const { launchType, capacityProviderStrategy, path } = primary
  if (strategyOf(look, service.clusterArn, launchType, capacityProviderStrategy).length > 0) return pass()
  const evidence = ['launchType', 'capacityProviderStrategy'].map((field) =>
    cite('services', service, `${path}${field}`),
  )
  return fail('service', { name }, evidence)
}

function fargateAdvice(services: readonly Service[]): string[] {
  const names = services.flatMap((one) => (primaryOf(one)?.launchType === 'FARGATE' ? [one.serviceName] : []))
  if (names.length === 0) return []
  return [`On Fargate by launch type, so Fargate Spot is out of reach: ${names.join(', ')}.`]
}
