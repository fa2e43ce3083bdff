import { shortName } from '#lib/inventory/derived/arn.ts'
import { launchesOf, primaryOf, strategyOf } from '#lib/inventory/derived/launch.ts'
import { type PlaceSection, servicesByVpc, vpcsOf } from '#lib/inventory/derived/service-places.ts'
import { type Classification, classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Cluster, Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined, warn } from '../result.ts'

const sections = [
  'subnets',
  'instances',
  'capacityProviders',
  'vpcPeeringConnections',
  'transitGatewayAttachments',
] as const
type Section = (typeof sections)[number] | PlaceSection
type Message = 'mixed' | 'neighbour' | 'peering' | 'transit'

export default defineCheck({
  id: 'sec-cluster-isolation',
  subject: 'cluster',
  requires: sections,
  comparesClusters: true,
  answerable: {
    messages: ['mixed'],
    statement:
      'The services of different classes in this cluster are separated by other means than the cluster, whoever is responsible for the stricter data accepted it, and the assessment of that data covers all of them.',
  },
  failTitle: 'Sensitive work shares its surroundings',
  messages: {
    mixed:
      'Cluster {cluster} runs services of different classes: {strict} ({strictScope}) beside {other} ({otherScope}).',
    neighbour: 'The VPC {vpc} of {strict} also holds {other}, whose data is of a lower class ({otherScope}).',
    peering: 'The VPC {vpc} of {strict} is peered with {peer}: all of its routes may be used, not only one service.',
    transit: 'The VPC {vpc} of {strict} hangs on transit gateway {gateway}, which may lead anywhere.',
  },
  why: 'Whoever breaks out of a harmless service lands among its neighbours. On shared hosts the host is the only wall; on Fargate a cluster is a boundary of permissions and bills, and the network is what separates.',
  fix: {
    summary:
      'Make a cluster and a VPC for the strict class, pin EC2 capacity to it, and offer its services through PrivateLink or VPC Lattice instead of peering. It costs endpoints and spare capacity: keep it to what card or health data demand.',
    effort: 'large',
    cli: `aws ecs create-cluster --cluster-name NAME --capacity-providers FARGATE --tags key=data-classification,value=CLASS
aws ec2 create-vpc-endpoint-service-configuration --network-load-balancer-arns LOAD_BALANCER
aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id PEERING`,
    terraform: `resource "aws_ecs_cluster" "strict" {
  name = "NAME"
  tags = { data-classification = "CLASS" }
}
resource "aws_vpc_endpoint_service" "NAME" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.NAME.arn]
}`,
    cloudformation: `Cluster:
  Type: AWS::ECS::Cluster
  Properties:
    Tags: [{ Key: data-classification, Value: CLASS }]
Offer:
  Type: AWS::EC2::VPCEndpointService
  Properties:
    NetworkLoadBalancerArns: [LOAD_BALANCER]`,
  },
  evaluate({ cluster, services }, look) {
    const classes = services.map((service) => classOf(look, service))
    const strict = classes.toSorted((a, b) => rank(b) - rank(a))[0]
    if (!strict?.class.sensitive)
      return notApplicable(
        classes.some((one) => one.class.sensitive === undefined)
          ? 'No tag says whether its services handle sensitive data: tag them with data-classification.'
          : 'None of its services handles sensitive data.',
      )
    return combineParts<Message>([
      () => [pass([], tagsOf(cluster, strict.service))],
      () => mixed(look, cluster, strict, classes),
      () => waitingOf(classes),
      ...[neighbours, peerings, gateways].map((judge) => () => around(look, classes, judge)),
    ])
  },
})

interface Classed {
  service: Service
  class: Classification
}

const classOf = (look: Look<Section>, service: Service): Classed => ({ service, class: classifyService(look, service) })

/** Unknown ranks lowest here: it decides nothing about how strict the rest is. */
function rank({ class: { sensitive, cde, phi } }: Classed): number {
  if (cde || phi) return 3
  if (sensitive === undefined) return 0
  return sensitive ? 2 : 1
}

function tagsOf(cluster: Cluster, service: Service): Evidence[] {
  const own: Evidence[] = service.tags.flatMap((_, i) => [
    cite('services', service, `tags[${i}].key`),
    cite('services', service, `tags[${i}].value`),
  ])
  return [cite('clusters', cluster, 'clusterName'), ...own]
}

const scopeOf = (one: Classed) => one.class.scope ?? 'untagged'

function mixed(look: Look<Section>, cluster: Cluster, strict: Classed, all: readonly Classed[]): Result<Message>[] {
  const other = all.find((one) => one.class.scope !== undefined && one.class.scope !== strict.class.scope)
  if (other) {
    const data = {
      cluster: cluster.clusterName,
      strict: strict.service.serviceName,
      strictScope: scopeOf(strict),
      other: other.service.serviceName,
      otherScope: scopeOf(other),
    }
    const evidence = [...tagsOf(cluster, strict.service), ...tagsOf(cluster, other.service)]
    return [fail('mixed', data, evidence, { severity: ifKnown(() => shareHosts(look, all)) ? 'high' : 'medium' })]
  }
  const untagged = all.filter((one) => one.class.scope === undefined)
  return untagged.length > 0 ? [askForTags(untagged)] : []
}

/** Services of different classes that may meet on one host: by a launch type on any, by a strategy on those of its providers. */
function shareHosts(look: Look<Section>, all: readonly Classed[]): boolean {
  const placed = all.flatMap(({ service, class: { scope } }) => {
    const primary = primaryOf(service)
    const strategy = strategyOf(look, service.clusterArn, primary?.launchType, primary?.capacityProviderStrategy)
    const providers = strategy.map(({ capacityProvider }) => shortName(capacityProvider)).toSorted()
    return (launchesOf(look, service) ?? [])
      .filter((launch) => launch !== 'FARGATE' && scope !== undefined)
      .map((launch) => ({ launch, providers, scope }))
  })
  const distinct = [...new Map(placed.map((one) => [JSON.stringify(one), one])).values()]
  return distinct.some((one) =>
    distinct.some(
      (other) => one.launch === other.launch && one.scope !== other.scope && overlap(one.providers, other.providers),
    ),
  )
}

const overlap = (some: readonly string[], others: readonly string[]) =>
  some.length === 0 || others.length === 0 || some.some((name) => others.includes(name))

function askForTags(untagged: readonly Classed[]): Result<never> {
  const names = untagged.slice(0, 3).map((one) => one.service.serviceName)
  const more = untagged.length > names.length ? ` and ${untagged.length - names.length} more` : ''
  return undetermined(`Tag ${names.join(', ')}${more} with data-classification: they run beside sensitive services.`)
}

/** Services of other clusters in the same VPC. */
function neighbours(look: Look<Section>, vpc: string, strict: Classed): Result<Message>[] {
  look.all('services')
  const others = (look.once(servicesByVpc).get(vpc) ?? [])
    .filter((service) => service.clusterArn !== strict.service.clusterArn)
    .map((service) => classOf(look, service))
  const lower = others.find((one) => one.class.sensitive !== undefined && rank(one) < rank(strict))
  if (lower) {
    const data = {
      vpc,
      strict: strict.service.serviceName,
      other: lower.service.serviceName,
      otherScope: scopeOf(lower),
    }
    return [fail('neighbour', data, [...placeOf(look, strict.service), ...placeOf(look, lower.service)])]
  }
  const untagged = others.filter((one) => one.class.sensitive === undefined)
  return untagged.length > 0 ? [askForTags(untagged)] : []
}

function placeOf(look: Look<Section>, service: Service): Evidence[] {
  const tags = service.tags.map((_, i) => cite('services', service, `tags[${i}].value`))
  const subnets = service.networkConfiguration?.awsvpcConfiguration?.subnets ?? []
  const vpcs = subnets.flatMap((id) => look.get('subnets', id) ?? []).map((one) => cite('subnets', one, 'VpcId'))
  return [cite('services', service, 'serviceName'), ...tags, ...vpcs]
}

/** What is around the sensitive services, once for each VPC they are in: the strictest speaks for it. */
function around(look: Look<Section>, classes: readonly Classed[], judge: typeof neighbours): Result<Message>[] {
  const sensitive = classes.filter((one) => one.class.sensitive).toSorted((a, b) => rank(b) - rank(a))
  const places = sensitive.flatMap((one) => vpcsOf(look, one.service).map((vpc) => ({ vpc, strict: one })))
  return [...Map.groupBy(places, ({ vpc }) => vpc)].flatMap(([vpc, here]) =>
    here.slice(0, 1).flatMap(({ strict }) => judge(look, vpc, strict)),
  )
}

const waitingOf = (classes: readonly Classed[]): Result<never>[] =>
  classes
    .filter((one) => one.class.sensitive && !primaryOf(one.service))
    .map(({ service }) => undetermined(`${service.serviceName} has no primary task set yet.`))

function peerings(look: Look<Section>, vpc: string, strict: Classed): Result<Message>[] {
  const data = { vpc, strict: strict.service.serviceName }
  return look
    .all('vpcPeeringConnections')
    .filter(({ Status }) => Status.Code === 'active')
    .flatMap((one) => {
      const [from, to] = [one.RequesterVpcInfo.VpcId, one.AccepterVpcInfo.VpcId]
      if (from !== vpc && to !== vpc) return []
      const peer = (from === vpc ? to : from) ?? 'another VPC'
      return [fail('peering', { ...data, peer }, [cite('vpcPeeringConnections', one, 'Status.Code')])]
    })
}

/** What a gateway's own tables let through cannot be seen from here. */
function gateways(look: Look<Section>, vpc: string, strict: Classed): Result<Message>[] {
  const data = { vpc, strict: strict.service.serviceName }
  return look
    .all('transitGatewayAttachments')
    .filter(({ ResourceId, State }) => ResourceId === vpc && State === 'available')
    .map((one) =>
      warn('transit', { ...data, gateway: one.TransitGatewayId }, [cite('transitGatewayAttachments', one, 'State')]),
    )
}
