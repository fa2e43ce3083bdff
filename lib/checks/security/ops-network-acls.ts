import { coveredFamilies } from '#lib/inventory/derived/cidr.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { NetworkAcl } from '#lib/inventory/types/ec2-network.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, type Severity, undetermined } from '../result.ts'

/** Ports that Linux gives to connections going out, and so the ports that answers come back to. */
const EPHEMERAL = { from: 32_768, to: 60_999 } as const
const WORLD = ['0.0.0.0/0', '::/0']

type Message = 'open' | 'cutOff'
type Entry = NetworkAcl['Entries'][number]

export default defineCheck({
  id: 'ops-network-acls',
  subject: 'subnet',
  requires: ['networkAcls'],
  failTitle: 'Network ACL lets everything pass',
  messages: {
    open: '{subnet} has the default network ACL {acl}, which lets everything in.',
    cutOff: 'Network ACL {acl} of {subnet} lets no answers {direction} on the ports {from}-{to}.',
  },
  why: 'A network ACL is a second line that still holds when a security group was opened by mistake. It keeps no state, so one that forgets the ports of answers cuts tasks off.',
  fix: {
    summary:
      'Give the subnets an ACL of their own that denies admin ports and known-bad ranges and allows what is needed with ports 1024-65535 for answers. Most well-run accounts rely on security groups alone; a tight ACL breaks tasks silently.',
    effort: 'medium',
    cli: `aws ec2 create-network-acl --vpc-id VPC
aws ec2 create-network-acl-entry --network-acl-id ACL --ingress --rule-number 110 --protocol 6 --port-range From=1024,To=65535 --cidr-block 0.0.0.0/0 --rule-action allow
aws ec2 replace-network-acl-association --association-id ASSOCIATION --network-acl-id ACL`,
    terraform: `resource "aws_network_acl" "tasks" {
  vpc_id     = "VPC"
  subnet_ids = SUBNETS
  ingress {
    rule_no    = 110
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "0.0.0.0/0"
    action     = "allow"
  }
}`,
    cloudformation: `Type: AWS::EC2::NetworkAclEntry
Properties:
  NetworkAclId: !Ref Acl
  RuleNumber: 110
  Protocol: 6
  PortRange: { From: 1024, To: 65535 }
  CidrBlock: 0.0.0.0/0
  RuleAction: allow`,
  },
  evaluate({ subnet, services }, look, { name }) {
    const classes = ifKnown(() => services.map((service) => classifyService(look, service))) ?? []
    const severity: Severity = classes.some((one) => one.cde) ? 'low' : 'info'
    const acl = look.once(aclsBySubnet).get(subnet.SubnetId)
    if (!acl) {
      look.all('networkAcls')
      return undetermined('No network ACL is associated with this subnet.')
    }
    const position = acl.Associations.findIndex(({ SubnetId }) => SubnetId === subnet.SubnetId)
    const identity = [
      cite('networkAcls', acl, 'NetworkAclId'),
      cite('networkAcls', acl, 'IsDefault'),
      cite('networkAcls', acl, `Associations[${position}].SubnetId`),
    ]
    const data = { subnet: name, acl: acl.NetworkAclId }
    const open = acl.IsDefault ? openEntry(acl) : undefined
    if (open !== undefined) {
      const paths = ['CidrBlock', 'RuleAction'].map((field) => `Entries[${open}].${field}`)
      return fail('open', data, [...identity, ...paths.map((path) => cite('networkAcls', acl, path))], { severity })
    }
    return combine(
      [false, true].map((egress): Result<Message> => {
        if (answersPass(acl, egress)) return pass([], identity)
        const cited = [...identity, cite('networkAcls', acl, 'Entries')]
        return fail('cutOff', { ...data, ...EPHEMERAL, direction: egress ? 'out' : 'in' }, cited, { severity })
      }),
    )
  },
})

function aclsBySubnet(look: Look<'networkAcls'>): ReadonlyMap<string, NetworkAcl> {
  return new Map(
    look.seen('networkAcls').flatMap((acl) => acl.Associations.map(({ SubnetId }) => [SubnetId, acl] as const)),
  )
}

const isWorld = (entry: Entry) => WORLD.includes(entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '')

/** The first entry of those that together let everything in from everywhere, before one denies just that. */
function openEntry({ Entries }: NetworkAcl): number | undefined {
  const every = Entries.map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => !entry.Egress && entry.Protocol === '-1')
    .toSorted((a, b) => a.entry.RuleNumber - b.entry.RuleNumber)
  const families = Map.groupBy(every, ({ entry }) => (entry.CidrBlock ? 'ipv4' : 'ipv6'))
  const open = [...families.values()].map((list) => {
    const denial = list.findIndex(({ entry }) => entry.RuleAction === 'deny' && isWorld(entry))
    const allowing = list.slice(0, denial < 0 ? undefined : denial).filter(({ entry }) => entry.RuleAction === 'allow')
    const ranges = allowing.map(({ entry }) => entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '')
    return coveredFamilies(ranges).length > 0 ? allowing[0]?.index : undefined
  })
  return open.find((index) => index !== undefined)
}

/** Whether TCP answers get through on all ephemeral ports, from or to some address at least. */
function answersPass({ Entries }: NetworkAcl, egress: boolean): boolean {
  const entries = Entries.filter(
    ({ Egress, Protocol }) => Egress === egress && ['-1', '6'].includes(Protocol),
  ).toSorted((a, b) => a.RuleNumber - b.RuleNumber)
  const edges = entries.flatMap(({ PortRange: { From = 0, To = 65_535 } = {} }) => [From, To + 1])
  const ports = [EPHEMERAL.from, ...edges.filter((port) => port > EPHEMERAL.from && port <= EPHEMERAL.to)]
  return ports.every((port) => {
    const fitting = entries.filter(
      ({ PortRange: { From = 0, To = 65_535 } = {}, Protocol }) => Protocol === '-1' || (From <= port && port <= To),
    )
    // A denial of some addresses leaves the others to the entries after it.
    return fitting.find((entry) => entry.RuleAction === 'allow' || isWorld(entry))?.RuleAction === 'allow'
  })
}
