import type { Look } from '../look.ts'
import type {
  AwsvpcConfiguration,
  CapacityProvider,
  Service,
  ServiceLoadBalancer,
  StrategyItem,
  Task,
} from '../types/ecs.ts'
import { shortName } from './arn.ts'

/** LAUNCH: the compute a task really gets, whatever names it was asked for with. */
export type Launch = 'FARGATE' | 'EC2' | 'MANAGED_INSTANCES' | 'EXTERNAL'

/** PRIMARY of a service: where its present task definition, network, balancers and compute stand. */
export interface Primary {
  taskDefinition?: string
  launchType?: string
  capacityProviderStrategy?: readonly StrategyItem[]
  network?: AwsvpcConfiguration
  loadBalancers: readonly ServiceLoadBalancer[]
  platformVersion?: string
  platformFamily?: string
  /** Where these fields stand in the service record: '' or 'taskSets[1].'. */
  path: string
}

export function controllerOf(service: Service): 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL' {
  const type = service.deploymentController?.type
  return type === 'CODE_DEPLOY' || type === 'EXTERNAL' ? type : 'ECS'
}

/** Undefined for a CODE_DEPLOY or EXTERNAL service before its first promotion: nothing can be said of its runtime then. */
export function primaryOf(service: Service): Primary | undefined {
  if (controllerOf(service) === 'ECS') {
    const { taskDefinition, launchType, capacityProviderStrategy, loadBalancers, platformVersion, platformFamily } =
      service
    const network = service.networkConfiguration?.awsvpcConfiguration
    return {
      taskDefinition,
      launchType,
      capacityProviderStrategy,
      network,
      loadBalancers,
      platformVersion,
      platformFamily,
      path: '',
    }
  }
  const position = service.taskSets.findIndex((set) => set.status === 'PRIMARY')
  const set = service.taskSets[position]
  if (!set) return undefined
  const { taskDefinition, launchType, capacityProviderStrategy, loadBalancers, platformVersion, platformFamily } = set
  const network = set.networkConfiguration?.awsvpcConfiguration
  const path = `taskSets[${position}].`
  return {
    taskDefinition,
    launchType,
    capacityProviderStrategy,
    network,
    loadBalancers,
    platformVersion,
    platformFamily,
    path,
  }
}

/** All answers of LAUNCH for a service; several when a strategy mixes provider kinds. Undefined without a PRIMARY. */
export function launchesOf(
  look: Look<'clusters' | 'capacityProviders'>,
  service: Service,
): readonly Launch[] | undefined {
  const primary = primaryOf(service)
  if (!primary) return undefined
  if (service.schedulingStrategy === 'DAEMON') return [primary.launchType === 'EXTERNAL' ? 'EXTERNAL' : 'EC2']
  return launches(look, service.clusterArn, primary.launchType, primary.capacityProviderStrategy)
}

/** LAUNCH from a launch type, a strategy, or the cluster's default strategy; EC2, the API's default, without any. */
export function launches(
  look: Look<'clusters' | 'capacityProviders'>,
  clusterArn: string,
  launchType: string | undefined,
  strategy: readonly StrategyItem[] | undefined,
): readonly Launch[] {
  if (isLaunch(launchType)) return [launchType]
  const active = strategyOf(look, clusterArn, launchType, strategy)
  const found = new Set(active.map((item) => launchOfProvider(look, item.capacityProvider)))
  return found.size > 0 ? [...found] : ['EC2']
}

/**
 * The strategy in force, entries of weight and base 0 left out; empty when a launch type decides. An entry that stands
 * alone is in force whatever its weight: only among several is one of weight 0 never used.
 */
export function strategyOf(
  look: Look<'clusters'>,
  clusterArn: string,
  launchType: string | undefined,
  strategy: readonly StrategyItem[] | undefined,
): readonly StrategyItem[] {
  if (isLaunch(launchType)) return []
  const items = strategy?.length ? strategy : (look.get('clusters', clusterArn)?.defaultCapacityProviderStrategy ?? [])
  return items.length === 1 ? items : items.filter((item) => (item.weight ?? 0) > 0 || (item.base ?? 0) > 0)
}

export function launchOfTask(look: Look<'capacityProviders'>, task: Task): Launch {
  if (isLaunch(task.launchType)) return task.launchType
  return task.capacityProviderName ? launchOfProvider(look, task.capacityProviderName) : 'EC2'
}

/** A strategy names providers by short name or ARN. */
export function providerOf(look: Look<'capacityProviders'>, nameOrArn: string): CapacityProvider | undefined {
  return look.get('capacityProviders', shortName(nameOrArn))
}

function launchOfProvider(look: Look<'capacityProviders'>, nameOrArn: string): Launch {
  const name = shortName(nameOrArn)
  if (name === 'FARGATE' || name === 'FARGATE_SPOT') return 'FARGATE'
  const provider = providerOf(look, name)
  if (provider?.type === 'MANAGED_INSTANCES' || provider?.managedInstancesProvider) return 'MANAGED_INSTANCES'
  return 'EC2'
}

function isLaunch(value: string | undefined): value is Launch {
  return value === 'FARGATE' || value === 'EC2' || value === 'MANAGED_INSTANCES' || value === 'EXTERNAL'
}
