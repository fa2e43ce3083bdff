import { interfaceIdsOf } from '#lib/inventory/derived/interfaces.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'net-task-public-ip',
  subject: 'workload',
  requires: ['networkInterfaces'],
  failTitle: 'Task has a public IPv4 address',
  messages: {
    configured: '{name} asks for public IP addresses (assignPublicIp is ENABLED).',
    scheduled: 'Schedule {schedule} starts tasks with a public IP address.',
    addressed: 'A running task answers on public address {address}.',
  },
  why: 'A task with a public address can be reached from the internet without passing the load balancer, its firewall and its TLS policy; one open port in its security group is enough.',
  fix: {
    summary:
      'Set assignPublicIp to DISABLED and run the tasks in private subnets. Give those subnets NAT or VPC endpoints first, or image pulls fail.',
    effort: 'medium',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --network-configuration 'awsvpcConfiguration={subnets=[PRIVATE_SUBNETS],securityGroups=[GROUPS],assignPublicIp=DISABLED}'`,
    terraform: `network_configuration {
  subnets          = PRIVATE_SUBNETS
  security_groups  = GROUPS
  assign_public_ip = false
}`,
    cloudformation: `NetworkConfiguration:
  AwsvpcConfiguration:
    AssignPublicIp: DISABLED
    Subnets: PRIVATE_SUBNETS`,
  },
  dormant: 'capped',
  evaluate(value, look, item) {
    const awsvpc = value.tasks.some((task) => interfaceIdsOf(task).length > 0)
    const schedules = value.schedules.filter((one) => one.NetworkConfiguration?.awsvpcConfiguration)
    const network = value.kind === 'service' ? value.primary?.network : undefined
    if (value.kind === 'service' && !value.primary) return undetermined('The service has no PRIMARY task set yet.')
    if (!network && !awsvpc && schedules.length === 0)
      return notApplicable('Its tasks have no network interface of their own.')
    const configured =
      network?.assignPublicIp === 'ENABLED' && value.kind === 'service' && value.launches.includes('FARGATE')
        ? [
            fail('configured', { name: item.name }, [
              cite(
                'services',
                value.service,
                value.primary?.path
                  ? `${value.primary.path}networkConfiguration.awsvpcConfiguration.assignPublicIp`
                  : 'networkConfiguration.awsvpcConfiguration.assignPublicIp',
              ),
            ]),
          ]
        : []
    const scheduled = schedules
      .filter((one) => one.NetworkConfiguration?.awsvpcConfiguration?.assignPublicIp === 'ENABLED')
      .map((one) =>
        fail('scheduled', { schedule: one.name }, [
          cite('taskSchedules', one, 'NetworkConfiguration.awsvpcConfiguration.assignPublicIp'),
        ]),
      )
    const addressed = value.tasks.flatMap(interfaceIdsOf).flatMap((id) => {
      const eni = look.get('networkInterfaces', id)
      if (!eni?.Association) return []
      return [
        fail('addressed', { address: eni.Association.PublicIp }, [
          cite('networkInterfaces', eni, 'Association.PublicIp'),
        ]),
      ]
    })
    return combine([pass(), ...configured, ...scheduled, ...addressed.slice(0, 1)])
  },
})
