import { demandAllHosts } from '#lib/inventory/derived/hosts.ts'
import { type OpenRule, worldOpenRules } from '#lib/inventory/derived/ingress.ts'
import { publiclyAddressed } from '#lib/inventory/derived/interfaces.ts'
import { targetGroupsOf } from '#lib/inventory/derived/traffic.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { GroupSubject } from '#lib/inventory/subjects/network.ts'
import { defineCheck } from '../define-check.ts'
import { fail, pass } from '../result.ts'

export default defineCheck({
  id: 'net-no-world-open-ingress',
  subject: 'securityGroup',
  requires: [
    'prefixLists',
    'routeTables',
    'targetGroups',
    'targetGroupAttributes',
    'loadBalancers',
    'deploymentGroups',
  ],
  failTitle: 'Security group admits the internet',
  messages: {
    open: '{group} admits the whole internet on {ports}.',
  },
  why: 'A rule for the whole internet on a task or host group is exposure waiting for an address: add one, and traffic arrives past the load balancer, its firewall and its logs.',
  fix: {
    summary:
      'Replace the open range by a reference to the load balancer’s security group. Check first that nothing but the load balancer is meant to call.',
    effort: 'small',
    cli: `aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port PORT --source-group LOAD_BALANCER_GROUP
aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port PORT --cidr 0.0.0.0/0`,
    terraform: `resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  security_group_id            = "GROUP"
  referenced_security_group_id = "LOAD_BALANCER_GROUP"
  ip_protocol                  = "tcp"
  from_port                    = PORT
  to_port                      = PORT
}`,
    cloudformation: `SecurityGroupIngress:
  - IpProtocol: tcp
    FromPort: PORT
    ToPort: PORT
    SourceSecurityGroupId: LOAD_BALANCER_GROUP`,
  },
  sameFactAs: ['net-task-public-ip'],
  evaluate(value, look) {
    const { group, hosts, interfaces, services, clusters } = value
    const open = worldOpenRules(look, group).filter((rule) => hosts.length === 0 || !isRemoteAccess(rule))
    if (open.length === 0) return pass()
    // What may excuse a rule has to be known: a service with such a balancer, or hosts on which another check judges it.
    if (open.some(isOnePort)) look.all('services')
    if (hosts.length === 0 && open.some(isRemoteAccess)) demandAllHosts(look)
    const balanced = portsOfPreservingBalancers(look, value)
    const judged = open.filter((rule) => !serves(rule, balanced))
    if (judged.length === 0) return pass()
    const addressed = ifKnown(() => publiclyAddressed(look, { interfaces, hosts, services, clusters })) ?? []
    const evidence = [
      ...judged.map((rule) => cite('securityGroups', group, `IpPermissions[${rule.index}]`)),
      derived('interfaces with a public address', addressed),
      derived(
        'services',
        services.map((service) => service.serviceName),
      ),
    ]
    const ports = [...new Set(judged.map(describeRule))].join(', ')
    return fail('open', { group: group.GroupName, ports }, evidence, {
      severity: addressed.length > 0 ? 'high' : 'medium',
    })
  },
})

type Section = 'targetGroups' | 'targetGroupAttributes' | 'loadBalancers' | 'deploymentGroups'

/**
 * Ports on which a network load balancer without security groups passes the client's own address on: there the open rule is
 * how the service works, and sec-nlb-only-ingress judges it.
 */
function portsOfPreservingBalancers(look: Look<Section>, { services }: GroupSubject): ReadonlySet<number> {
  const ports = services.flatMap((service) =>
    targetGroupsOf(look, service).flatMap((arn) => {
      const targetGroup = look.get('targetGroups', arn)
      const balancers = (targetGroup?.LoadBalancerArns ?? []).flatMap((one) => look.get('loadBalancers', one) ?? [])
      const open = balancers.some((one) => one.Type === 'network' && one.SecurityGroups.length === 0)
      if (!targetGroup || !open) return []
      const written = look
        .get('targetGroupAttributes', arn)
        ?.Attributes.find((one) => one.Key === 'preserve_client_ip.enabled')?.Value
      // Instance targets and UDP preserve by default; ip targets over TCP and TLS do not.
      const byDefault = targetGroup.TargetType === 'instance' || /UDP/.test(targetGroup.Protocol ?? '')
      if (!(written === undefined ? byDefault : written === 'true')) return []
      return service.loadBalancers.flatMap((one) => (one.targetGroupArn === arn ? (one.containerPort ?? []) : []))
    }),
  )
  return new Set(ports)
}

const isOnePort = (rule: OpenRule) => rule.from === rule.to
const isRemoteAccess = (rule: OpenRule) => isOnePort(rule) && [22, 3389].includes(rule.from)

function serves(rule: OpenRule, ports: ReadonlySet<number>): boolean {
  return isOnePort(rule) && ports.has(rule.from)
}

function describeRule(rule: OpenRule): string {
  if (rule.protocol === '-1') return 'every port'
  const ports = rule.from === rule.to ? `${rule.from}` : `${rule.from}-${rule.to}`
  return `${rule.protocol} ${ports}`
}
