import { shortName } from '#lib/inventory/derived/arn.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass } from '../result.ts'

export default defineCheck({
  id: 'iam-service-linked-role',
  subject: 'serviceLinkedRole',
  requires: [],
  failTitle: 'ECS lacks its service-linked role',
  messages: {
    missing: 'The account has ECS clusters but no role {role}.',
    other: 'Service {service} still hands ECS the role {role}.',
  },
  why: 'ECS manages network interfaces, service discovery and target groups with this role. Without it such services stop being placed, and a role of your own in its place is one more set of broad rights to look after.',
  fix: {
    summary:
      'Create the service-linked role, and recreate services that still use ecsServiceRole: their role cannot be changed, so put the new service beside the old one and move its target group.',
    effort: 'small',
    cli: 'aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com',
    terraform: `resource "aws_iam_service_linked_role" "ecs" {
  aws_service_name = "ecs.amazonaws.com"
}
# and no iam_role on aws_ecs_service`,
    cloudformation: `Type: AWS::IAM::ServiceLinkedRole
Properties:
  AWSServiceName: ecs.amazonaws.com
# and no Role on AWS::ECS::Service`,
  },
  evaluate({ arn, role, services }) {
    const name = shortName(arn)
    const others = services
      .filter(({ roleArn }) => roleArn !== undefined && roleArn !== arn && roleArn !== name)
      .map((service) =>
        fail('other', { service: service.serviceName, role: shortName(service.roleArn ?? '') }, [
          cite('services', service, 'roleArn'),
        ]),
      )
    if (!role) return combine([fail('missing', { role: name }, [derived('role looked for', arn)]), ...others])
    const fields = ['RoleName', 'Path', ...(role.CreateDate ? ['CreateDate'] : [])]
    return combine([
      pass(
        [],
        fields.map((field) => cite('roles', role, field)),
      ),
      ...others,
    ])
  },
})
