import { ec2Arn } from '../derived/interfaces.ts'
import { type PlaceSection, servicesBySubnet, servicesByVpc } from '../derived/service-places.ts'
import type { Look } from '../look.ts'
import type { Subnet, VpcEndpoint } from '../types/ec2.ts'
import type { Service } from '../types/ecs.ts'
import { ownership } from './ownership.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

export interface SubnetSubject {
  subnet: Subnet
  services: readonly Service[]
}

const placeReads = [
  'clusters',
  'services',
  'subnets',
  'containerInstances',
  'instances',
  'capacityProviders',
] as const satisfies readonly PlaceSection[]

/** Subnets that tasks of services are in: those of their own interfaces, else those of the hosts. */
export const subnet: SubjectKind<SubnetSubject, PlaceSection> = {
  type: 'subnet',
  reads: placeReads,
  find: (look) => look.once(subnets),
}

function subnets(look: Look<PlaceSection>): readonly SubjectItem<SubnetSubject>[] {
  const known = new Map(look.seen('subnets').map((one) => [one.SubnetId, one]))
  return [...look.once(servicesBySubnet)].flatMap(([id, services]): SubjectItem<SubnetSubject>[] => {
    const one = known.get(id)
    const base = {
      id,
      type: 'subnet',
      name: one?.Tags.find((tag) => tag.Key === 'Name')?.Value ?? id,
      arn: ec2Arn(look, 'subnet', id),
      ...ownership(services),
    }
    if (one) return [{ ...base, value: { subnet: one, services } }]
    const unread = look.gaps('subnets').filter((gap) => !gap.resource || gap.resource === id)
    return unread.length > 0 ? [{ ...base, unread }] : []
  })
}

export interface EndpointSubject {
  endpoint: VpcEndpoint
  /** The service behind it without region and `-fips`: `ecr.api`, `s3`. */
  service: string
}

const endpointReads = [...placeReads, 'vpcEndpoints'] as const
const watched = ['ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry']

/** Endpoints for Amazon ECR and ECS, and the gateway for S3, in VPCs that tasks are in. */
export const vpcEndpoint: SubjectKind<EndpointSubject, (typeof endpointReads)[number]> = {
  type: 'vpc-endpoint',
  reads: endpointReads,
  find: (look) => look.once(endpoints),
}

function endpoints(look: Look<(typeof endpointReads)[number]>): readonly SubjectItem<EndpointSubject>[] {
  const used = look.once(servicesByVpc)
  return look.seen('vpcEndpoints').flatMap((endpoint): SubjectItem<EndpointSubject>[] => {
    const services = used.get(endpoint.VpcId)
    const service = endpoint.ServiceName.split(`.${look.region}.`)[1]?.replace('-fips', '') ?? ''
    const kind = endpoint.VpcEndpointType
    if (!services || !(kind === 'Gateway' ? service === 's3' : kind === 'Interface' && watched.includes(service)))
      return []
    return [
      {
        id: endpoint.VpcEndpointId,
        type: 'vpc-endpoint',
        name: `${service} in ${endpoint.VpcId}`,
        arn: ec2Arn(look, 'vpc-endpoint', endpoint.VpcEndpointId),
        ...ownership(services),
        value: { endpoint, service },
      },
    ]
  })
}
