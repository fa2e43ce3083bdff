import type { NetworkInterface, Subnet } from '@aws-sdk/client-ec2'
import type { Attachment, Service, Task } from '@aws-sdk/client-ecs'
import type { Call } from '../../call.ts'
import { findBy } from '../../lookup.ts'
import { digits } from '../../world.ts'

interface NewTask {
  id: string
  index: number
  predecessor: Task | undefined
}

const subnetId = ({ SubnetId }: Subnet) => SubnetId
const interfaceId = ({ NetworkInterfaceId }: NetworkInterface) => NetworkInterfaceId

/** Removes the network interfaces of tasks that stopped. */
export function detach({ estate }: Call, tasks: readonly Task[]): void {
  const gone = new Set(tasks.map((task) => attachmentDetail(task, 'networkInterfaceId')))
  estate.ec2.networkInterfaces = [...estate.ec2.networkInterfaces].filter(
    ({ NetworkInterfaceId }) => !gone.has(NetworkInterfaceId),
  )
}

/** Makes the network interface of a new task, in its predecessor's subnet if the service still uses that one. */
export function attach(
  call: Call,
  { networkConfiguration }: Service,
  task: NewTask,
): { attachment: Attachment; availabilityZone?: string } {
  const { ec2 } = call.estate
  const { subnets = [], securityGroups = [], assignPublicIp } = networkConfiguration?.awsvpcConfiguration ?? {}
  const former = attachmentDetail(task.predecessor, 'subnetId')
  const stays = former !== undefined && subnets.includes(former)
  const subnet = findBy(ec2.subnets, subnetId, stays ? former : subnets[task.index % subnets.length])
  const address =
    (stays ? attachmentDetail(task.predecessor, 'privateIPv4Address') : undefined) ?? addressIn(subnet, task.id)
  const attachmentId = digits(32, task.id, 'attachment')
  const networkInterface: NetworkInterface = {
    ...findBy(ec2.networkInterfaces, interfaceId, attachmentDetail(task.predecessor, 'networkInterfaceId')),
    NetworkInterfaceId: `eni-${digits(17, task.id)}`,
    SubnetId: subnet?.SubnetId,
    VpcId: subnet?.VpcId,
    AvailabilityZone: subnet?.AvailabilityZone,
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    Groups: securityGroups.map((id) => ({
      GroupId: id,
      GroupName: [...ec2.securityGroups].find(({ GroupId }) => GroupId === id)?.GroupName,
    })),
    Association: assignPublicIp === 'ENABLED' ? { PublicIp: publicAddress(task.id), IpOwnerId: 'amazon' } : undefined,
    Description: `arn:aws:ecs:${call.region}:${call.account.id}:attachment/${attachmentId}`,
    InterfaceType: 'interface',
    RequesterManaged: true,
    Status: 'in-use',
    OwnerId: call.account.id,
  }
  ec2.networkInterfaces = [...ec2.networkInterfaces, networkInterface]
  const attachment: Attachment = {
    id: attachmentId,
    type: 'ElasticNetworkInterface',
    status: 'ATTACHED',
    details: [
      { name: 'subnetId', value: subnet?.SubnetId },
      { name: 'networkInterfaceId', value: networkInterface.NetworkInterfaceId },
      { name: 'privateIPv4Address', value: address },
    ],
  }
  return { attachment, availabilityZone: subnet?.AvailabilityZone }
}

function attachmentDetail(task: Task | undefined, wanted: string): string | undefined {
  const details = task?.attachments?.flatMap(({ details = [] }) => details)
  return details?.find(({ name }) => name === wanted)?.value
}

/** An address in the upper half of the subnet's last octet. */
function addressIn(subnet: Subnet | undefined, id: string): string {
  const [network = '10.0.0.0'] = (subnet?.CidrBlock ?? '').split('/')
  return `${network.slice(0, network.lastIndexOf('.'))}.${128 + (Number.parseInt(id.slice(0, 4), 16) % 120)}`
}

/** An address of the range that RFC 5737 keeps for documentation. */
function publicAddress(id: string): string {
  return `203.0.113.${1 + (Number.parseInt(id.slice(4, 8), 16) % 254)}`
}
