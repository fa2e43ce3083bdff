import { openFamilies } from '#lib/inventory/derived/ingress.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { internetAccess } from '#lib/inventory/derived/routes.ts'
import { classify, classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { GroupSubject } from '#lib/inventory/subjects/network.ts'
import type { Route, RouteTable } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import {
  combineParts,
  fail,
  needsAttestation,
  notApplicable,
  pass,
  type Result,
  type Severity,
  undetermined,
} from '../result.ts'

const sections = ['clusters', 'routeTables', 'prefixLists', 'vpcEndpoints'] as const
type Section = (typeof sections)[number] | 'subnets'

export default defineCheck({
  id: 'sec-egress-restricted',
  subject: 'securityGroup',
  requires: sections,
  failTitle: 'Tasks may connect anywhere',
  messages: {
    open: '{group} lets tasks connect to any address by any protocol, and nothing on the way out of {subnet} inspects it.',
  },
  why: 'Code that gets into a container has to call home and carry data out. Where a task may reach only what it needs, most of that ends at the first packet.',
  fix: {
    summary:
      'Allow only port 443 to endpoint groups and prefix lists, the groups of data stores and the destinations that are needed; for domain names use Network Firewall or DNS Firewall. Return traffic needs no rule. A forgotten destination breaks the service: watch flow logs first.',
    effort: 'medium',
    cli: `aws ec2 authorize-security-group-egress --group-id GROUP --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=ENDPOINT_GROUP}]'
aws ec2 revoke-security-group-egress --group-id GROUP --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'`,
    terraform: `resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id            = "GROUP"
  referenced_security_group_id = "ENDPOINT_GROUP"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}`,
    cloudformation: `SecurityGroupEgress:
  - IpProtocol: tcp
    FromPort: 443
    ToPort: 443
    DestinationSecurityGroupId: ENDPOINT_GROUP`,
  },
  evaluate(value, look) {
    const { group, interfaces, services } = value
    const subnets = new Set([
      ...interfaces.map((one) => one.SubnetId),
      ...services.flatMap((service) => primaryOf(service)?.network?.subnets ?? []),
    ])
    if (subnets.size === 0) return notApplicable('No task has an interface in this group.')
    const every = group.IpPermissionsEgress.flatMap((permission, index) =>
      permission.IpProtocol === '-1' ? [{ permission, index }] : [],
    )
    const open = openFamilies(
      look,
      every.map(({ permission }) => permission),
    )
    if (open.length === 0) return pass([], [cite('securityGroups', group, 'IpPermissionsEgress')])
    const evidence = every.map(({ index }) => cite('securityGroups', group, `IpPermissionsEgress[${index}]`))
    const severity = severityOf(look, value)
    return combineParts(
      [...subnets].map((subnet) => () => [wayOut(look, { group: group.GroupName, subnet }, evidence, severity)]),
    )
  },
})

/** Low where data is sensitive, medium for card data, and a remark for the rest. */
function severityOf(look: Look<Section>, { services, clusters }: GroupSubject): Severity {
  const classes =
    ifKnown(() =>
      services.length > 0
        ? services.map((service) => classifyService(look, service))
        : clusters.map((arn) => classify(look, [look.get('clusters', arn)?.tags ?? []])),
    ) ?? []
  if (classes.some((one) => one.cde)) return 'medium'
  return classes.some((one) => one.sensitive) ? 'low' : 'info'
}

function wayOut(
  look: Look<Section>,
  { group, subnet }: { group: string; subnet: string },
  evidence: readonly Evidence[],
  severity: Severity,
): Result<'open'> {
  const access = internetAccess(look, subnet)
  if (!access) return undetermined('The routes of its subnet cannot be seen from this account.')
  const { routeTable } = access
  const ways = access.defaults.flatMap((family) => defaultsOf(routeTable, family))
  const cited = [...evidence, ...ways.map(({ index }) => cite('routeTables', routeTable, `Routes[${index}]`))]
  if (ways.length === 0) return pass([], cited)
  const hidden = ways.find(
    ({ route: { GatewayId = '' } }) => isEndpoint(GatewayId) && !look.get('vpcEndpoints', GatewayId),
  )
  const inspected = ways.map(({ route }) => inspects(look, route))
  if (inspected.every((one) => one)) return pass([], cited)
  if (ways.every(({ route }, i) => inspected[i] || route.TransitGatewayId))
    return needsAttestation('Is what leaves through this transit gateway inspected by a central firewall?', cited)
  if (hidden) return undetermined(`What ${hidden.route.GatewayId} leads to cannot be seen from this account.`)
  return fail('open', { group, subnet }, cited, { severity })
}

/** The default route of a family; where several routes make it up, each that leaves the VPC. */
function defaultsOf({ Routes }: RouteTable, family: 'ipv4' | 'ipv6'): readonly { route: Route; index: number }[] {
  const destination = (route: Route) =>
    family === 'ipv4' ? route.DestinationCidrBlock : route.DestinationIpv6CidrBlock
  const own = Routes.flatMap((route, index) =>
    destination(route) && route.State !== 'blackhole' && route.GatewayId !== 'local' ? [{ route, index }] : [],
  )
  const whole = own.filter(({ route }) => destination(route) === (family === 'ipv4' ? '0.0.0.0/0' : '::/0'))
  return whole.length > 0 ? whole : own
}

/** Firewalls and inspection appliances stand behind endpoints of this type. */
function inspects(look: Look<Section>, { GatewayId = '' }: Route): boolean {
  return isEndpoint(GatewayId) && look.get('vpcEndpoints', GatewayId)?.VpcEndpointType === 'GatewayLoadBalancer'
}

const isEndpoint = (gateway: string) => gateway.startsWith('vpce-')
