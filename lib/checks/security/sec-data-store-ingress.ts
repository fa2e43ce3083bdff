import { contains, ipv4Prefix, rangesOfVpc } from '#lib/inventory/derived/cidr.ts'
import { coversPort, sourcesOf, worldOpenPort, worldOpenRules } from '#lib/inventory/derived/ingress.ts'
import { servicesByVpc } from '#lib/inventory/derived/service-places.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { DataStore, DataStoreGroupSubject } from '#lib/inventory/subjects/data-stores.ts'
import type { IpPermission, SecurityGroup, Vpc } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result } from '../result.ts'

const sections = ['clusters', 'vpcs', 'prefixLists'] as const
type Section =
  | (typeof sections)[number]
  | 'services'
  | 'subnets'
  | 'containerInstances'
  | 'instances'
  | 'capacityProviders'
type Message = 'public' | 'world' | 'vpc' | 'range' | 'group'
interface Rule {
  permission: IpPermission
  index: number
}

export default defineCheck({
  id: 'sec-data-store-ingress',
  subject: 'dataStoreGroup',
  requires: sections,
  failTitle: 'Data store reachable by more than its tasks',
  messages: {
    public: '{group} lets the whole internet reach {store}, which has a public address.',
    world: '{group} lets every address reach {store}.',
    vpc: '{group} lets everything in its VPC reach {store} ({cidr}).',
    range: '{group} lets {cidr} reach {store}, which is more than a /{prefix}.',
    group: '{group} lets {source} reach {store}, which is neither a group of tasks or hosts nor an admin group.',
  },
  why: 'A database that any machine of the network may open is one stolen password away from being copied. When only the tasks that own it can connect, a foothold elsewhere leads nowhere.',
  fix: {
    summary:
      'Admit the security group of the service instead of addresses, and keep the store off the internet. Who owns a store is inferred from groups: ask the owner before you close a rule, and name bastions in policy.adminGroups.',
    effort: 'small',
    cli: `aws ec2 authorize-security-group-ingress --group-id STORE_GROUP --protocol tcp --port PORT --source-group SERVICE_GROUP
aws ec2 revoke-security-group-ingress --group-id STORE_GROUP --protocol tcp --port PORT --cidr CIDR
aws rds modify-db-instance --db-instance-identifier NAME --no-publicly-accessible --apply-immediately`,
    terraform: `resource "aws_vpc_security_group_ingress_rule" "tasks" {
  security_group_id            = "STORE_GROUP"
  referenced_security_group_id = aws_security_group.SERVICE.id
  ip_protocol                  = "tcp"
  from_port                    = PORT
  to_port                      = PORT
}
resource "aws_db_instance" "NAME" {
  publicly_accessible = false
}`,
    cloudformation: `Ingress:
  Type: AWS::EC2::SecurityGroupIngress
  Properties:
    GroupId: STORE_GROUP
    IpProtocol: tcp
    FromPort: PORT
    ToPort: PORT
    SourceSecurityGroupId: SERVICE_GROUP
Database:
  Type: AWS::RDS::DBInstance
  Properties:
    PubliclyAccessible: false`,
  },
  evaluate(value, look) {
    const { group, stores, callers } = value
    const vpc = group.VpcId ? look.get('vpcs', group.VpcId) : undefined
    if (!vpc || !look.once(servicesByVpc).has(vpc.VpcId)) return notApplicable('No task runs in the VPC of this group.')
    const admitsVpc = () => group.IpPermissions.some((one) => touchesVpc(sourcesOf(look, one), vpc))
    if (callers.size === 0 && !stores.some((store) => isWorldOpen(look, group, store)) && !admitsVpc())
      return notApplicable('It admits no group of tasks or hosts and not the VPC.')
    return combineParts(stores.map((store) => () => [judge(look, value, store, vpc)]))
  },
})

const spansVpc = (cidrs: readonly string[], vpc: Vpc) =>
  cidrs.some((cidr) => rangesOfVpc(vpc).some((range) => contains(cidr, range)))

/** Any part of the VPC counts: tasks may be in it. */
const touchesVpc = (cidrs: readonly string[], vpc: Vpc) =>
  spansVpc(cidrs, vpc) || cidrs.some((cidr) => rangesOfVpc(vpc).some((range) => contains(range, cidr)))

/** Without a port every rule counts: at which of them the engine answers is not known. */
function isWorldOpen(look: Look<Section>, group: SecurityGroup, { record: { Port } }: DataStore): boolean {
  const open = Port === undefined ? worldOpenRules(look, group) : worldOpenPort(look, group, 'tcp', Port)
  return open.length > 0
}

function judge(look: Look<Section>, value: DataStoreGroupSubject, store: DataStore, vpc: Vpc): Result<Message> {
  const { group } = value
  const { Port } = store.record
  const rules = group.IpPermissions.flatMap((permission, index): Rule[] =>
    Port === undefined || coversPort(permission, 'tcp', Port) ? [{ permission, index }] : [],
  )
  const open = isWorldOpen(look, group, store)
  const data = { group: group.GroupName, store: store.name }
  const evidence = identity(store)
  if (open) {
    const cited = [...evidence, ...rules.map(({ index }) => cite('securityGroups', group, `IpPermissions[${index}]`))]
    return isPublic(store)
      ? fail('public', data, cited, { severity: 'critical' })
      : fail('world', data, cited, { severity: 'high' })
  }
  return combineParts<Message>([
    () => [pass(isPublic(store) ? `${store.name} has a public address that it does not need.` : [], evidence)],
    ...rules.flatMap((rule) => [
      () => ranges(look, rule, { value, store, vpc }),
      () => groups(look, rule, { value, store, vpc }),
    ]),
  ])
}

interface Place {
  value: DataStoreGroupSubject
  store: DataStore
  vpc: Vpc
}

function ranges(look: Look<Section>, { permission, index }: Rule, { value, store, vpc }: Place): Result<Message>[] {
  const { group } = value
  const prefix = look.policy.maxDataStorePrefix
  const evidence = [...identity(store), cite('securityGroups', group, `IpPermissions[${index}]`)]
  return sourcesOf(look, permission)
    .filter((cidr) => (ipv4Prefix(cidr) ?? 0) < prefix)
    .map((cidr) => {
      const data = { group: group.GroupName, store: store.name, cidr }
      return spansVpc([cidr], vpc)
        ? fail('vpc', data, [...evidence, cite('vpcs', vpc, 'CidrBlock')])
        : fail('range', { ...data, prefix }, evidence)
    })
}

/** Members of the store's own group are the stores themselves, which replicate among each other. */
function groups(look: Look<Section>, { permission, index }: Rule, { value, store }: Place): Result<Message>[] {
  const { group, callers } = value
  return permission.UserIdGroupPairs.flatMap(({ GroupId }, position): Result<Message>[] => {
    if (GroupId === group.GroupId || look.policy.adminGroups.includes(GroupId)) return []
    const caller = callers.get(GroupId)
    const evidence = [
      ...identity(store),
      cite('securityGroups', group, `IpPermissions[${index}].UserIdGroupPairs[${position}].GroupId`),
    ]
    if (!caller) return [fail('group', { group: group.GroupName, store: store.name, source: GroupId }, evidence)]
    if (caller.hosts.length === 0) return []
    return [
      pass(
        `${group.GroupName} admits hosts (${GroupId}), and with them every task there: awsvpc mode gives each task a group of its own.`,
        evidence,
      ),
    ]
  })
}

function isPublic(store: DataStore): boolean {
  return (store.section === 'dbInstances' || store.section === 'dbClusters') && store.record.PubliclyAccessible === true
}

function identity(store: DataStore): Evidence[] {
  switch (store.section) {
    case 'dbInstances':
      return ['DBInstanceIdentifier', 'PubliclyAccessible', 'SecurityGroupIds'].map((path) =>
        cite('dbInstances', store.record, path),
      )
    case 'dbClusters':
      return ['DBClusterIdentifier', 'SecurityGroupIds'].map((path) => cite('dbClusters', store.record, path))
    case 'cacheClusters':
      return ['CacheClusterId', 'SecurityGroupIds'].map((path) => cite('cacheClusters', store.record, path))
    case 'serverlessCaches':
      return ['ServerlessCacheName', 'SecurityGroupIds'].map((path) => cite('serverlessCaches', store.record, path))
  }
}
