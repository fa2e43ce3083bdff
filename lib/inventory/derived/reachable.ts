import type { Look } from '../look.ts'
import type { Service, Task } from '../types/ecs.ts'
import { interfaceIdsOf } from './interfaces.ts'
import { isInternetFacing } from './traffic.ts'

type Section =
  | 'targetGroups'
  | 'deploymentGroups'
  | 'loadBalancers'
  | 'networkInterfaces'
  | 'containerInstances'
  | 'instances'

/** Whether clients on the internet can call a service: through a load balancer, or at a public address of its tasks or hosts. */
export function isInternetReachable(look: Look<Section>, service: Service, tasks: readonly Task[]): boolean {
  if (isInternetFacing(look, service)) return true
  return tasks.some((task) => {
    const own = interfaceIdsOf(task)
    if (own.length > 0) return own.some((id) => look.get('networkInterfaces', id)?.Association !== undefined)
    const host = task.containerInstanceArn ? look.get('containerInstances', task.containerInstanceArn) : undefined
    return host?.ec2InstanceId !== undefined && look.get('instances', host.ec2InstanceId)?.PublicIpAddress !== undefined
  })
}
