import type { Look } from '../look.ts'
import type { Service, Task } from '../types/ecs.ts'
import { interfaceIdsOf } from './interfaces.ts'
import { isInternetFacing } from './traffic.ts'

/** Whether clients on the internet can call a service: through a load balancer, or at a public address of its tasks. */
export function isInternetReachable(
  look: Look<'targetGroups' | 'deploymentGroups' | 'loadBalancers' | 'networkInterfaces'>,
  service: Service,
  tasks: readonly Task[],
): boolean {
  if (isInternetFacing(look, service)) return true
  return tasks.flatMap(interfaceIdsOf).some((id) => look.get('networkInterfaces', id)?.Association !== undefined)
}
