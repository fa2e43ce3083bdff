import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { activeServices } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SecurityGroup } from '#lib/inventory/types/ec2.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'sec-dedicated-security-groups',
  subject: 'service',
  requires: ['securityGroups', 'subnets'],
  failTitle: 'No security group of its own',
  messages: {
    none: '{service} names no security group, so its tasks are in the default group of the VPC.',
    default: '{service} is in the default security group, with whatever else nobody gave a group.',
    shared: 'Every security group of {service} is used by other applications too, such as {other}.',
    selfShared: '{group} joins {service} and {other}, and lets all its members call each other.',
  },
  why: 'A rule on a shared group opens every service in it. With a group of its own a service admits exactly who should call it, and a break-in next door stays next door.',
  fix: {
    summary:
      'Make a group for the service and list it in awsvpcConfiguration.securityGroups; Express Mode makes one by itself. More groups mean more rules to keep: refer to groups in rules, not to address ranges.',
    effort: 'small',
    cli: `aws ec2 create-security-group --group-name SERVICE --description "tasks of SERVICE" --vpc-id VPC
aws ecs update-service --cluster CLUSTER --service SERVICE --network-configuration 'awsvpcConfiguration={subnets=[SUBNETS],securityGroups=[GROUP]}'`,
    terraform: `network_configuration {
  subnets         = [SUBNETS]
  security_groups = [aws_security_group.SERVICE.id]
}`,
    cloudformation: `NetworkConfiguration:
  AwsvpcConfiguration:
    Subnets: [SUBNETS]
    SecurityGroups: [!Ref ServiceSecurityGroup]`,
  },
  evaluate({ service, primary }, look) {
    if (!primary) return undetermined('It has no primary task set yet.')
    if (!primary.network) return notApplicable('Its tasks have no network interface of their own.')
    const path = `${primary.path}networkConfiguration.awsvpcConfiguration`
    const named = primary.network.securityGroups ?? []
    const data = { service: service.serviceName }
    const cited = cite('services', service, named.length > 0 ? `${path}.securityGroups` : path)
    if (named.length === 0) return fail('none', data, [cited], { severity: 'high' })
    const groups = named.flatMap((id) => look.get('securityGroups', id) ?? [])
    const standard = groups.find((one) => one.GroupName === 'default')
    if (standard)
      return fail('default', data, [cited, cite('securityGroups', standard, 'GroupName')], { severity: 'high' })
    const app = appOf(look, service)
    const shares = named.map((id) => ({
      id,
      others: (look.once(servicesByGroup).get(id) ?? []).filter((one) => one !== service),
    }))
    const foreign = shares.map(({ id, others }) => ({ id, others: others.filter((one) => appOf(look, one) !== app) }))
    if (foreign.every(({ others }) => others.length > 0)) {
      const others = [...new Set(foreign.flatMap((one) => one.others.map((it) => it.serviceName)))].toSorted()
      const evidence = [cited, derived('other services using the same group', others)]
      const joined = groups.find(admitsItself)
      const withOthers = { ...data, other: others[0] ?? '' }
      if (!joined) return fail('shared', withOthers, evidence)
      return fail('selfShared', { ...withOthers, group: joined.GroupName }, [
        ...evidence,
        cite('securityGroups', joined, 'IpPermissions'),
      ])
    }
    const unseen = named.find((id) => !groups.some(({ GroupId }) => GroupId === id))
    if (unseen) return undetermined(`${unseen} is not visible from this account, so it may be a default group.`)
    const hints = shares.flatMap(({ id, others }) => hintOf(look, id, others, app))
    return pass(hints, [cited])
  },
})

/** A group shared inside one application, or by many services, is advice. */
function hintOf(look: Look<never>, id: string, others: readonly Service[], app: string): string[] {
  if (others.length + 1 > look.policy.maxServicesPerGroup) return [`${id} is shared by ${others.length + 1} services.`]
  const sibling = others.find((one) => appOf(look, one) === app)
  return sibling ? [`${id} is shared with ${sibling.serviceName} of the same application.`] : []
}

function servicesByGroup(
  look: Look<'services' | 'subnets' | 'securityGroups'>,
): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>()
  for (const service of activeServices(look)) {
    for (const id of configuredGroups(look, service)) {
      const list = found.get(id)
      if (list) list.push(service)
      else found.set(id, [service])
    }
  }
  return found
}

/** The application a service is a part of: by its tag, else by the first word of its name. */
function appOf(look: Look<never>, service: Service): string {
  const key = look.policy.appTagKey.toLowerCase()
  const tag = service.tags.find((one) => one.key.toLowerCase() === key)
  return tag?.value || (service.serviceName.split(/[-_.]/, 1)[0] ?? service.serviceName)
}

function admitsItself(group: SecurityGroup): boolean {
  return group.IpPermissions.some((rule) => rule.UserIdGroupPairs.some((pair) => pair.GroupId === group.GroupId))
}
