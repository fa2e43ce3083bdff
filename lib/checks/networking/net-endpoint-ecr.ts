import { interfaceEndpoints, unusable } from '#lib/inventory/derived/endpoints.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { internetAccess } from '#lib/inventory/derived/routes.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { VpcSubject } from '#lib/inventory/subjects/network.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'net-endpoint-ecr',
  subject: 'vpc',
  requires: ['vpcEndpoints', 'routeTables', 'prefixLists', 'securityGroups', 'taskDefinitions'],
  failTitle: 'Image pulls leave the VPC',
  messages: {
    absent: '{vpc} has no interface endpoint for {service}.',
    unusable: 'The endpoint for {service} in {vpc} cannot be used: it {fault}.',
  },
  why: 'Without private endpoints every image pull crosses NAT or the internet: it costs per gigabyte, and a fault or a blocked path there stops new tasks from starting.',
  fix: {
    summary:
      'Create interface endpoints for ecr.api and ecr.dkr with private DNS in every zone the tasks use, and admit port 443 from the task groups. They are billed per zone and hour: in a tiny VPC NAT may be cheaper.',
    effort: 'medium',
    cli: `for service in ecr.api ecr.dkr; do
  aws ec2 create-vpc-endpoint --vpc-id VPC --vpc-endpoint-type Interface --service-name com.amazonaws.REGION.$service \\
    --subnet-ids SUBNETS --security-group-ids ENDPOINT_GROUP --private-dns-enabled
done`,
    terraform: `resource "aws_vpc_endpoint" "ecr" {
  for_each            = toset(["ecr.api", "ecr.dkr"])
  vpc_id              = "VPC"
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.REGION.\${each.key}"
  subnet_ids          = SUBNETS
  security_group_ids  = ["ENDPOINT_GROUP"]
  private_dns_enabled = true
}`,
    cloudformation: `Type: AWS::EC2::VPCEndpoint
Properties:
  VpcEndpointType: Interface
  ServiceName: !Sub com.amazonaws.\${AWS::Region}.ecr.dkr
  PrivateDnsEnabled: true`,
  },
  evaluate(value, look) {
    const { vpc, subnets } = value
    const access = subnets.map((subnet) => ({ subnet, routes: internetAccess(look, subnet.SubnetId) }))
    const privateSubnets = access.filter(({ routes }) => routes && routes.public.length === 0)
    if (!access.some(({ routes }) => !routes) && privateSubnets.length === 0)
      return notApplicable('Its tasks run in public subnets only.')
    if (!pullsFromEcr(look, value)) return notApplicable('No task in it pulls from ECR of this region.')
    if (vpc.OwnerId !== look.account)
      return undetermined('The VPC is shared by another account, whose endpoints cannot be seen.')
    if (privateSubnets.length === 0) return undetermined('The routes of its subnets are not visible to this account.')
    const nat = privateSubnets.every(({ routes }) => routes?.hasDefaultRoute)
    const severity = nat ? 'low' : 'high'
    const groups = [...new Set(value.services.flatMap((service) => configuredGroups(look, service)))]
    const clients = { groups, cidrs: privateSubnets.map(({ subnet }) => subnet.CidrBlock) }
    const zones = new Set(privateSubnets.map(({ subnet }) => subnet.AvailabilityZoneId))
    return combine(
      ['ecr.api', 'ecr.dkr'].map((service) => {
        const found = interfaceEndpoints(look, vpc.VpcId, service)
        const usable = found.filter((endpoint) => !unusable(look, endpoint, clients))
        const data = { vpc: vpc.VpcId, service }
        const [first] = found
        if (!first) return fail('absent', data, [derived('private subnets of tasks', clients.cidrs)], { severity })
        if (usable.length === 0) {
          // The groups of a service that was not read may be those it admits.
          look.all('services')
          const evidence = [
            cite('vpcEndpoints', first, 'PrivateDnsEnabled'),
            cite('vpcEndpoints', first, 'State'),
            cite('vpcEndpoints', first, 'Groups'),
          ]
          return fail('unusable', { ...data, fault: unusable(look, first, clients) ?? '' }, evidence, { severity })
        }
        const served = new Set(
          usable.flatMap((one) => one.SubnetIds).flatMap((id) => look.get('subnets', id)?.AvailabilityZoneId ?? []),
        )
        const missing = [...zones].filter((zone) => !served.has(zone))
        return pass(missing.length > 0 ? [`The ${service} endpoint has no interface in ${missing.join(', ')}.`] : [])
      }),
    )
  },
})

/** Whether a service or running task in the VPC uses an image of ECR in this region; other regions' images never pass an endpoint. */
function pullsFromEcr(look: Look<'taskDefinitions'>, { services, tasks }: VpcSubject): boolean {
  const revisions = new Set([
    ...services.flatMap((service) => primaryOf(service)?.taskDefinition ?? []),
    ...tasks.map((task) => task.taskDefinitionArn),
  ])
  return [...revisions].some((arn) =>
    look.get('taskDefinitions', arn)?.containerDefinitions.some((container) => {
      const image = parseImage(container.image ?? '')
      return image.kind === 'ecr' && image.region === look.region
    }),
  )
}
