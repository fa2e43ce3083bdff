import type { Look } from '../look.ts'
import type { Instance } from '../types/ec2.ts'
import type { ContainerInstance } from '../types/ecs.ts'
import type { AutoScalingGroup } from '../types/scaling.ts'

/** A registered container instance with the EC2 instance behind it; ECS Anywhere hosts (mi-*) have none. */
export interface Host {
  registration: ContainerInstance
  instance: Instance | undefined
}

/** LAUNCH EC2 hosts (not EXTERNAL, not Managed Instances) in status ACTIVE or DRAINING. */
export function ec2Hosts(look: Look<'containerInstances' | 'instances' | 'capacityProviders'>): readonly Host[] {
  const managed = new Set(
    look.seen('capacityProviders').flatMap((one) => (one.managedInstancesProvider ? [one.name] : [])),
  )
  return look.seen('containerInstances').flatMap((registration) => {
    const id = registration.ec2InstanceId
    if (!id?.startsWith('i-') || managed.has(registration.capacityProviderName ?? '')) return []
    if (registration.status !== 'ACTIVE' && registration.status !== 'DRAINING') return []
    return [{ registration, instance: look.seen('instances').find((one) => one.InstanceId === id) }]
  })
}

export function isWindowsHost(registration: ContainerInstance): boolean {
  return attribute(registration, 'ecs.os-type') === 'windows'
}

/** Value of a container instance attribute; undefined when the agent does not report it. */
export function attribute(registration: ContainerInstance, name: string): string | undefined {
  return registration.attributes.find((one) => one.name === name)?.value
}

export function autoScalingGroupOf(look: Look<'autoScalingGroups'>, instanceId: string): AutoScalingGroup | undefined {
  return look.seen('autoScalingGroups').find((group) => group.Instances.some((one) => one.InstanceId === instanceId))
}
