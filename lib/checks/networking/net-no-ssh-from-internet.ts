import { ec2Hosts, isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { worldOpenPort, worldOpenRules } from '#lib/inventory/derived/ingress.ts'
import { publiclyAddressed } from '#lib/inventory/derived/interfaces.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'net-no-ssh-from-internet',
  subject: 'securityGroup',
  requires: ['prefixLists', 'routeTables'],
  failTitle: 'SSH or RDP is open to the internet',
  messages: {
    open: '{group} on {hosts} container hosts admits {protocol} (port {port}) from the whole internet.',
  },
  why: 'Remote login ports are tried by scanners within minutes. One weak key or unpatched daemon hands over the host and the roles of every task on it.',
  fix: {
    summary: 'Delete the rule and log in through Session Manager or ECS Exec, which need no open port.',
    effort: 'small',
    cli: 'aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port 22 --cidr 0.0.0.0/0',
    terraform: `# Remove the rule:
# resource "aws_vpc_security_group_ingress_rule" "ssh" { from_port = 22  cidr_ipv4 = "0.0.0.0/0" ... }`,
    cloudformation: `# Remove from SecurityGroupIngress:
#   - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }`,
  },
  evaluate({ group, hosts, interfaces, services, clusters }, look) {
    if (hosts.length === 0) return notApplicable('No EC2 container host carries this group.')
    const ids = new Set(hosts.map((host) => host.InstanceId))
    const windows = ec2Hosts(look).some(
      (host) => host.instance && ids.has(host.instance.InstanceId) && isWindowsHost(host.registration),
    )
    const ports = windows ? [22, 3389] : [22]
    const use = { interfaces, hosts, services, clusters }
    return combine(
      ports.map((port) => {
        const families = worldOpenPort(look, group, 'tcp', port)
        if (families.length === 0) return pass()
        const rules = worldOpenRules(look, group).filter((rule) => rule.from <= port && port <= rule.to)
        const addressed = ifKnown(() => publiclyAddressed(look, use)) ?? []
        const evidence = [
          ...rules.map((rule) => cite('securityGroups', group, `IpPermissions[${rule.index}]`)),
          derived('address families', families),
          derived('interfaces with a public address', addressed),
        ]
        const data = { group: group.GroupName, hosts: hosts.length, protocol: port === 22 ? 'SSH' : 'RDP', port }
        return fail('open', data, evidence, { severity: addressed.length > 0 ? 'critical' : 'high' })
      }),
    )
  },
})
