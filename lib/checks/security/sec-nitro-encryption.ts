import { classifyService } from '#lib/inventory/derived/tags.ts'
import { activeServices } from '#lib/inventory/derived/usage.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const sections = ['clusters', 'services', 'instanceTypes', 'vpcEncryptionControls'] as const
type Section = (typeof sections)[number]

export default defineCheck({
  id: 'sec-nitro-encryption',
  subject: 'hostGroup',
  requires: sections,
  failTitle: 'Traffic between hosts is not encrypted',
  messages: {
    plain: 'Hosts of type {type} in {hosts} do not encrypt the traffic between them, and {vpc} does not enforce it.',
  },
  why: 'Current Nitro instances encrypt what they send each other in hardware, at no cost. On older types sensitive data that the application itself does not encrypt crosses the network as it is.',
  fix: {
    summary:
      'Move the group to a current Nitro generation (m6i, m7g and later) and watch, then enforce, encryption in the VPC. Both ends must be in the same or a peered VPC of the Region; it ends at load balancers and transit gateways.',
    effort: 'medium',
    cli: `aws ec2 describe-instance-types --filters Name=network-info.encryption-in-transit-supported,Values=true --query 'InstanceTypes[].InstanceType'
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' --launch-template-data InstanceType=m7i.large
aws ec2 create-vpc-encryption-control --vpc-id VPC`,
    terraform: `resource "aws_launch_template" "NAME" {
  instance_type = "m7i.large"
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    InstanceType: m7i.large`,
  },
  evaluate({ launch, hosts }, look, { name, clusters }) {
    if (launch === 'EXTERNAL') return notApplicable('ECS Anywhere machines have no instance type.')
    const classes = clusters
      .flatMap((arn) => look.once(servicesByCluster).get(arn) ?? [])
      .map((service) => classifyService(look, service).sensitive)
    if (!classes.includes(true)) {
      look.all('services')
      return notApplicable(
        classes.includes(undefined)
          ? 'No tag says whether its services handle sensitive data: tag them with data-classification.'
          : 'No service of its cluster handles sensitive data.',
      )
    }
    const instances = hosts.flatMap(({ instance }) => instance ?? [])
    const unseen = hosts.filter(({ instance }) => !instance).map(({ registration }) => registration.ec2InstanceId ?? '')
    if (instances.length === 0 && launch === 'MANAGED_INSTANCES')
      return notApplicable('EC2 does not show the instances behind it.')
    const controls = look
      .all('vpcEncryptionControls')
      .filter(({ Mode, State }) => Mode === 'enforce' && State === 'available')
    const places = Map.groupBy(instances, (one) => `${one.InstanceType}|${one.VpcId}`)
    const gone =
      launch === 'EC2' && unseen.length > 0 ? [undetermined(`EC2 does not describe ${unseen.join(', ')}.`)] : []
    return combine([
      ...gone,
      ...[...places.values()].flatMap(([first]): Result<'plain'>[] => {
        if (!first) return []
        const instance = cite('instances', first, 'InstanceType')
        const control = controls.find(({ VpcId }) => VpcId === first.VpcId)
        if (control)
          return [
            pass(
              [],
              [
                instance,
                cite('vpcEncryptionControls', control, 'Mode'),
                cite('vpcEncryptionControls', control, 'State'),
              ],
            ),
          ]
        const type = look.get('instanceTypes', first.InstanceType)
        if (!type) return [undetermined(`EC2 does not describe the instance type ${first.InstanceType}.`)]
        const evidence: Evidence[] = [
          instance,
          cite('instanceTypes', type, 'NetworkInfo.EncryptionInTransitSupported'),
          cite('instanceTypes', type, 'Hypervisor'),
        ]
        if (type.NetworkInfo?.EncryptionInTransitSupported) return [pass([], evidence)]
        return [fail('plain', { type: first.InstanceType, hosts: name, vpc: first.VpcId ?? 'its VPC' }, evidence)]
      }),
    ])
  },
})

function servicesByCluster(look: Look<Section>): ReadonlyMap<string, readonly Service[]> {
  return Map.groupBy(activeServices(look), ({ clusterArn }) => clusterArn)
}
