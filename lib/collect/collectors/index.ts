import type { Collector } from '../collector.ts'
import { accountSettings } from './ecs/account-settings.ts'
import { capacityProviders } from './ecs/capacity-providers.ts'
import { clusters } from './ecs/clusters.ts'
import { containerInstances } from './ecs/container-instances.ts'
import { serviceDeployments, serviceRevisions } from './ecs/deployments.ts'
import { families } from './ecs/families.ts'
import { services } from './ecs/services.ts'
import { taskDefinitions } from './ecs/task-definitions.ts'
import { tasks } from './ecs/tasks.ts'
import { taskSchedules } from './events/index.ts'

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
]

/** Run once per account. */
export const accountCollectors: readonly Collector[] = []
