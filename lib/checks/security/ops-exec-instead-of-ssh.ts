import { type Host, isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { coversPort, sourcesOf } from '#lib/inventory/derived/ingress.ts'
import { templateVersion } from '#lib/inventory/derived/launch-templates.ts'
import { activeServices } from '#lib/inventory/derived/usage.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { HostGroup } from '#lib/inventory/subjects/hosts.ts'
import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, undetermined } from '../result.ts'

type Message = 'open' | 'bastion'
type Section = 'securityGroups' | 'prefixLists' | 'launchTemplateVersions' | 'managedNodes' | 'services'

export default defineCheck({
  id: 'ops-exec-instead-of-ssh',
  subject: 'hostGroup',
  requires: ['securityGroups', 'prefixLists', 'launchTemplateVersions', 'managedNodes', 'services'],
  failTitle: 'Hosts admit SSH or RDP',
  messages: {
    open: '{group} lets {protocol} (port {port}) in to {count} hosts of {name}.',
    bastion: '{group} lets {protocol} (port {port}) in to {count} hosts of {name}, from single machines or groups.',
  },
  why: 'Who logs in to a host is root over every container on it, with a key that is seldom rotated and a session nobody records. ECS Exec and Session Manager ask IAM, record the session and need no open port.',
  fix: {
    summary:
      'Delete the rule and use ECS Exec or Session Manager, for which hosts need AmazonSSMManagedInstanceCore. Leave KeyName out of the launch template; running instances keep theirs. ECS Exec needs a writable root file system.',
    effort: 'small',
    cli: `aws ec2 revoke-security-group-ingress --group-id GROUP --ip-permissions IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges='[{CidrIp=SOURCE}]'
aws ecs execute-command --cluster CLUSTER --task TASK --container CONTAINER --interactive --command /bin/sh
aws ssm start-session --target INSTANCE`,
    terraform: `resource "aws_launch_template" "hosts" {
  # no key_name, and no aws_vpc_security_group_ingress_rule for port 22
}
resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.INSTANCE_ROLE.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData: { ImageId: IMAGE } # without KeyName
# and no SecurityGroupIngress with FromPort: 22`,
  },
  evaluate(subject, look, { name }) {
    const { launch, hosts } = subject
    if (launch === 'EXTERNAL') return notApplicable('ECS Anywhere machines have no security groups.')
    if (launch !== 'EC2') return notApplicable('Nobody can log in to Managed Instances.')
    const known = hosts.filter(({ instance }) => instance)
    return combineParts<Message>([
      ...doorsOf(known).map((door) => () => [judge(look, door, known, name)]),
      () => {
        if (known.length < hosts.length) look.all('instances')
        if (known.length === 0) return [undetermined('The instances are no longer there.')]
        return [pass(advice(look, subject), keyEvidence(hosts))]
      },
    ])
  },
})

/** A port by which people log in, on hosts that carry the same group. */
interface Door {
  groupId: string
  port: number
  count: number
}

function doorsOf(hosts: readonly Host[]): Door[] {
  const carried = hosts.flatMap(({ registration, instance }) => {
    const ids = new Set(instance?.NetworkInterfaces.flatMap((one) => one.Groups.map(({ GroupId }) => GroupId)))
    const ports = isWindowsHost(registration) ? [22, 3389] : [22]
    return [...ids].flatMap((groupId) => ports.map((port) => ({ groupId, port })))
  })
  const alike = Map.groupBy(carried, ({ groupId, port }) => `${groupId}:${port}`)
  return [...alike.values()].flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, count: same.length })))
}

/** Low where only other groups and single addresses may come in. */
function judge(look: Look<Section>, { groupId, port, count }: Door, hosts: readonly Host[], name: string) {
  const group = look.get('securityGroups', groupId)
  if (!group) return undetermined(`Security group ${groupId} of its hosts is not in sight.`)
  const indices = group.IpPermissions.flatMap((one, i) => (coversPort(one, 'tcp', port) ? [i] : []))
  if (indices.length === 0) return pass()
  const narrow = ifKnown(() => indices.every((i) => isNarrow(look, group.IpPermissions[i]))) ?? false
  return fail(
    narrow ? 'bastion' : 'open',
    { group: group.GroupName, protocol: port === 22 ? 'SSH' : 'RDP', port, count, name },
    [
      ...indices.map((index) => cite('securityGroups', group, `IpPermissions[${index}].FromPort`)),
      ...keyEvidence(hosts),
    ],
    { severity: narrow ? 'low' : 'medium' },
  )
}

function isNarrow(look: Look<'prefixLists'>, permission: IpPermission | undefined): boolean {
  const lists = permission?.PrefixListIds ?? []
  if (lists.some(({ PrefixListId }) => !look.get('prefixLists', PrefixListId))) return false
  const addresses = permission ? sourcesOf(look, permission) : []
  return addresses.every((cidr) => /\/(?:32|128)$/.test(cidr))
}

/** A key cannot be taken from a running instance; without another way in somebody will open the port again. */
function advice(look: Look<Section>, { hosts, template }: HostGroup): string[] {
  const keyed = hosts.filter(({ instance }) => instance?.KeyName !== undefined).length
  const next = template && templateVersion(look, template)?.LaunchTemplateData.KeyName
  const clusters = new Set(hosts.map(({ registration }) => registration.clusterArn))
  const exec = activeServices(look).some((one) => clusters.has(one.clusterArn) && one.enableExecuteCommand === true)
  const managed = hosts.every(
    ({ registration }) => look.get('managedNodes', registration.ec2InstanceId ?? '')?.PingStatus === 'Online',
  )
  return [
    ...(keyed > 0 ? [`${keyed} hosts still know a key pair; replaced instances need none.`] : []),
    ...(next ? ['The launch template still names a key pair.'] : []),
    ...(exec || managed ? [] : ['Neither ECS Exec nor Systems Manager reaches these hosts: there is no way to debug.']),
  ]
}

function keyEvidence(hosts: readonly Host[]): Evidence[] {
  const instances = hosts.flatMap(({ instance }) => instance ?? [])
  return instances.slice(0, 5).map((one) => cite('instances', one, 'KeyName'))
}
