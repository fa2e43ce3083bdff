import type { Interest } from '#lib/inventory/derived/event-pattern.ts'
import { routeReads, routesOf } from '#lib/inventory/derived/event-routes.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

const scans: readonly Interest[] = [
  ['aws.ecr', 'ECR Image Scan'],
  ['aws.inspector2', 'Inspector2 Finding'],
]
const INSPECTOR = /:product-subscription\/aws\/inspector$/

export default defineCheck({
  id: 'img-findings-routed',
  subject: 'accountRegion',
  requires: ['ecrImages', ...routeReads, 'securityHub', 'securityHubProducts'],
  failTitle: 'Scan findings reach nobody',
  messages: {
    unrouted: 'No rule and no Security Hub integration takes findings on images in {region} anywhere.',
  },
  why: 'A scanner that finds a vulnerable image helps only if somebody hears of it. Findings that stay in the registry are seen by chance, often after the image has run for months.',
  fix: {
    summary:
      'Send findings to a ticket queue or function by an EventBridge rule, or enable Security Hub with its Inspector integration, and let the pipeline stop on critical ones. If a central account collects them, ask for an exception that says so.',
    effort: 'small',
    cli: `aws events put-rule --name image-findings --event-pattern '{"source": ["aws.inspector2", "aws.ecr"]}'
aws events put-targets --rule image-findings --targets Id=tickets,Arn=TARGET_ARN
# or: aws securityhub enable-security-hub
#     aws securityhub enable-import-findings-for-product --product-arn arn:aws:securityhub:REGION::product/aws/inspector`,
    terraform: `resource "aws_cloudwatch_event_rule" "image_findings" {
  event_pattern = jsonencode({ source = ["aws.inspector2", "aws.ecr"] })
}
resource "aws_securityhub_product_subscription" "inspector" {
  product_arn = "arn:aws:securityhub:REGION::product/aws/inspector"
}`,
    cloudformation: `Type: AWS::Events::Rule
Properties:
  State: ENABLED
  EventPattern: { source: ["aws.inspector2", "aws.ecr"] }
  Targets: [{ Id: tickets, Arn: !GetAtt Tickets.Arn }]`,
  },
  evaluate(_account, look) {
    if (look.seen('ecrImages').length === 0) {
      look.all('ecrImages')
      return notApplicable('No task here runs an image of an ECR repository of this account.')
    }
    const hub = integration(look)
    if (hub.length > 0) return pass([], hub)
    const [route] = routesOf(look, scans)
    if (route) {
      const fields = ['Name', 'EventPattern'] as const
      const rule = fields.map((field) => cite('eventRules', route.rule, field))
      return pass([], [...rule, cite('eventRuleTargets', route.targets, 'Targets[0].Arn')])
    }
    for (const section of ['securityHub', 'securityHubProducts'] as const) look.all(section)
    return fail('unrouted', { region: look.region }, [
      derived('rules that route scan findings', 0),
      ...look.seen('securityHub').map((one) => cite('securityHub', one, 'HubArn')),
    ])
  },
})

function integration(look: Look<'securityHub' | 'securityHubProducts'>): Evidence[] {
  const [hub] = look.seen('securityHub')
  const product = look.seen('securityHubProducts').find((one) => INSPECTOR.test(one.ProductSubscriptionArn))
  if (!hub || !product) return []
  return [cite('securityHub', hub, 'HubArn'), cite('securityHubProducts', product, 'ProductSubscriptionArn')]
}
