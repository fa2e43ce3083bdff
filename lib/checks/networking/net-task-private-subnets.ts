import { subnetIdsOf } from '#lib/inventory/derived/interfaces.ts'
import { internetAccess } from '#lib/inventory/derived/routes.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'net-task-private-subnets',
  subject: 'workload',
  requires: ['subnets', 'routeTables', 'prefixLists'],
  failTitle: 'Tasks run in a public subnet',
  messages: {
    public: '{name} places tasks in public subnet {subnet} ({zone}).',
  },
  why: 'In a subnet with a route to an internet gateway one setting, a public address, is all that keeps a task off the internet. A private subnet leaves no such switch to flip.',
  fix: {
    summary:
      'Move the service to private subnets that have NAT or VPC endpoints. NAT is billed by the hour: small estates often do with endpoints. Streaming and game services may need public subnets: give those an exception.',
    effort: 'medium',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --network-configuration 'awsvpcConfiguration={subnets=[PRIVATE_SUBNETS],securityGroups=[GROUPS],assignPublicIp=DISABLED}'`,
    terraform: `network_configuration {
  subnets = PRIVATE_SUBNETS
}`,
    cloudformation: `NetworkConfiguration:
  AwsvpcConfiguration:
    Subnets: PRIVATE_SUBNETS`,
  },
  sameFactAs: ['net-task-public-ip'],
  evaluate(value, look, item) {
    if (value.kind === 'service' && !value.primary) return undetermined('The service has no PRIMARY task set yet.')
    const configured = value.kind === 'service' ? (value.primary?.network?.subnets ?? []) : []
    const placed = value.kind === 'standalone' ? value.tasks.flatMap(subnetIdsOf) : []
    const ids = [...new Set([...configured, ...placed])]
    if (ids.length === 0) return notApplicable('No running task or service here has a network interface of its own.')
    return combine(
      ids.map((id) => {
        const subnet = look.get('subnets', id)
        const access = internetAccess(look, id)
        if (!subnet || !access) return undetermined(`The routes of subnet ${id} are not visible to this account.`)
        if (access.inbound.length === 0) return pass()
        return fail('public', { name: item.name, subnet: id, zone: subnet.AvailabilityZone }, [
          cite('subnets', subnet, 'SubnetId'),
          cite('routeTables', access.routeTable, 'RouteTableId'),
          derived('internet route', access.public),
        ])
      }),
    )
  },
})
