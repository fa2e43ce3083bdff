import type { Interest } from '#lib/inventory/derived/event-pattern.ts'
import { routeReads, routesOf } from '#lib/inventory/derived/event-routes.ts'
import { type TrailSection, trailReads, trailStates } from '#lib/inventory/derived/trails.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, needsAttestation, notApplicable, pass, type Result } from '../result.ts'

/** What finds anomalies tells of them so, and calls that change ECS are events too. */
const anomalies: readonly Interest[] = [
  ['aws.guardduty', 'GuardDuty Finding'],
  ['aws.cloudtrail', 'AWS Insight via CloudTrail'],
  ['aws.ecs', 'AWS API Call via CloudTrail', 'ecs.amazonaws.com'],
]
type Section =
  | TrailSection
  | 'trailInsightSelectors'
  | 'guardDutyDetectors'
  | (typeof routeReads)[number]
  | 'organization'

export default defineCheck({
  id: 'iam-cloudtrail-alerting',
  subject: 'accountRegion',
  requires: [...trailReads, 'trailInsightSelectors', 'guardDutyDetectors', ...routeReads, 'organization'],
  failTitle: 'Nobody is told of anomalous calls',
  messages: {
    undetected: 'Neither CloudTrail Insights nor GuardDuty looks for anomalous calls in {region}.',
    unrouted: 'Nothing brings findings of GuardDuty, CloudTrail Insights or changes of ECS in {region} to anybody.',
  },
  why: 'A log that nobody reads stops no intruder. Stolen keys show as unusual calls within minutes, but only if something looks for them and tells a person.',
  fix: {
    summary:
      'Switch on GuardDuty, or CloudTrail Insights for call and error rates, which costs for each event analysed, and route findings to the people on call. If a central security account alerts for this one, record that with its evidence.',
    effort: 'medium',
    cli: `aws guardduty create-detector --enable
aws cloudtrail put-insight-selectors --trail-name TRAIL \\
  --insight-selectors InsightType=ApiCallRateInsight InsightType=ApiErrorRateInsight
aws events put-rule --name guardduty --event-pattern '{"source": ["aws.guardduty"]}'
aws events put-targets --rule guardduty --targets Id=on-call,Arn=TOPIC_ARN`,
    terraform: `resource "aws_guardduty_detector" "this" { enable = true }
resource "aws_cloudwatch_event_rule" "guardduty" {
  event_pattern = jsonencode({ source = ["aws.guardduty"] })
}
resource "aws_cloudwatch_event_target" "on_call" {
  rule = aws_cloudwatch_event_rule.guardduty.name
  arn  = aws_sns_topic.ON_CALL.arn
}`,
    cloudformation: `Type: AWS::Events::Rule
Properties:
  State: ENABLED
  EventPattern: { source: ["aws.guardduty"] }
  Targets: [{ Id: on-call, Arn: !Ref OnCallTopic }]`,
  },
  evaluate(_account, look) {
    const recording = trailStates(look, (state) => !state.fault).filter((state) => !state.fault)
    if (recording.length === 0)
      return notApplicable('No trail records what happens here; iam-cloudtrail-enabled reports that.')
    return combineParts<'undetected' | 'unrouted'>([() => [detection(look)], () => [routing(look)]])
  },
})

function detection(look: Look<Section>): Result<'undetected'> {
  const insight = look.seen('trailInsightSelectors').find((one) => one.InsightTypes.includes('ApiCallRateInsight'))
  if (insight) return pass([], [cite('trailInsightSelectors', insight, 'InsightTypes')])
  const detector = look.seen('guardDutyDetectors').find((one) => one.Status === 'ENABLED')
  if (detector) return pass([], [cite('guardDutyDetectors', detector, 'Status')])
  const [none, off] = [look.all('trailInsightSelectors'), look.all('guardDutyDetectors')]
  return fail('undetected', { region: look.region }, [
    ...none.map((one) => cite('trailInsightSelectors', one, 'InsightTypes')),
    ...off.map((one) => cite('guardDutyDetectors', one, 'Status')),
    derived('GuardDuty detectors', off.length),
  ])
}

/** A security account alerts for the accounts of its organization: only a person knows. */
function routing(look: Look<Section>): Result<'unrouted'> {
  const [route] = routesOf(look, anomalies)
  if (route) {
    const { rule, targets } = route
    const fields = ['Name', 'State', 'EventPattern'] as const
    return pass(
      [],
      [...fields.map((field) => cite('eventRules', rule, field)), cite('eventRuleTargets', targets, 'Targets[0].Arn')],
    )
  }
  const [organization] = look.all('organization')
  if (organization)
    return needsAttestation(
      'Does a central security account alert people to anomalous calls and findings in this account and region?',
      [cite('organization', organization, 'Id'), derived('rules that route findings', 0)],
    )
  return fail('unrouted', { region: look.region }, [derived('rules that route findings', 0)])
}
