import { detector, eventRule, insights, ruleTargets, trailStatus } from '../testing/audit.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-cloudtrail-alerting.ts'

const organization = [
  { Id: 'o-1', Arn: 'arn:aws:organizations::999988887777:organization/o-1', MasterAccountId: '999988887777' },
]
const rule = (pattern: object | string, State = 'ENABLED') => ({ eventRules: [eventRule(pattern, { State })] })
const noDetector = { guardDutyDetectors: [], guardDutyCoverage: [] }

testCheck(check, {
  pass: {
    'GuardDuty, and a rule with a target': {},
    'Insights on call rates instead of GuardDuty': {
      given: { ...noDetector, trailInsightSelectors: [insights('ApiErrorRateInsight', 'ApiCallRateInsight')] },
    },
    'a rule on CloudTrail Insights': {
      given: rule({ source: ['aws.cloudtrail'], 'detail-type': ['AWS Insight via CloudTrail'] }),
    },
    'a rule on calls that change ECS': {
      given: rule({
        source: ['aws.ecs'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: ['ExecuteCommand'] },
      }),
    },
    'a rule on findings, whoever sends them': { given: rule({ 'detail-type': ['GuardDuty Finding'] }) },
    'a rule on calls of the API of ECS': {
      given: rule({
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventSource: ['ecs.amazonaws.com'], eventName: ['UpdateService'] },
      }),
    },
    'a rule by a prefix': { given: rule({ source: [{ prefix: 'aws.guard' }] }) },
    'a rule by a wildcard': { given: rule({ source: [{ wildcard: 'aws.g*' }] }) },
    'a rule on all but others': { given: rule({ source: [{ 'anything-but': ['aws.ec2'] }] }) },
    'a rule on whatever has a severity': { given: rule({ detail: { severity: [{ numeric: ['>=', 7] }] } }) },
    'a rule that takes all management events in': {
      given: rule({ source: ['aws.guardduty'] }, 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
    },
    'log files are not validated, but the trail records': {
      given: {
        trails: [
          {
            TrailARN: id.arn('cloudtrail', 'trail/main'),
            Name: 'main',
            HomeRegion: id.region,
            IsMultiRegionTrail: true,
            IsOrganizationTrail: false,
            IncludeGlobalServiceEvents: true,
            LogFileValidationEnabled: false,
            HasInsightSelectors: false,
          },
        ],
      },
    },
  },
  fail: {
    'neither Insights nor GuardDuty': { given: noDetector, message: 'undetected' },
    'neither Insights nor GuardDuty, whoever may alert': {
      given: { ...noDetector, eventRules: [], eventRuleTargets: [] },
      gaps: [{ section: 'eventRules', region: id.region, action: 'events:ListRules', reason: 'denied' }],
      message: 'undetected',
    },
    'no rule, though GuardDuty could not be read': {
      given: { ...noDetector, eventRules: [], eventRuleTargets: [] },
      gaps: [{ section: 'guardDutyDetectors', region: id.region, action: 'guardduty:ListDetectors', reason: 'denied' }],
      message: 'unrouted',
    },
    'the detector is suspended': {
      given: { guardDutyDetectors: [detector({ Status: 'DISABLED' })] },
      message: 'undetected',
    },
    'Insights on error rates alone': {
      given: { ...noDetector, trailInsightSelectors: [insights('ApiErrorRateInsight')] },
      message: 'undetected',
    },
    'no rule, and no organization whose account could alert': {
      given: { eventRules: [], eventRuleTargets: [] },
      message: 'unrouted',
    },
    'the rule is disabled': { given: rule({ source: ['aws.guardduty'] }, 'DISABLED'), message: 'unrouted' },
    'the rule has no target': { given: { eventRuleTargets: [{ ...ruleTargets(), Targets: [] }] }, message: 'unrouted' },
    'the rule is about task states': {
      given: rule({ source: ['aws.ecs'], 'detail-type': ['ECS Task State Change'] }),
      message: 'unrouted',
    },
    'the rule is about another source': {
      given: rule({ source: [{ 'anything-but': { prefix: 'aws.' } }] }),
      message: 'unrouted',
    },
    'the rule is about other events of no named source': {
      given: rule({ 'detail-type': ['EC2 Instance State-change Notification'] }),
      message: 'unrouted',
    },
    'the rule is about calls of another API': {
      given: rule({ 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventSource: ['iam.amazonaws.com'] } }),
      message: 'unrouted',
    },
    'the pattern is no JSON': { given: rule('{'), message: 'unrouted' },
    'nothing detects, whoever alerts': {
      given: { ...noDetector, eventRules: [], organization },
      message: 'undetected',
    },
  },
  manual: {
    'no rule in an account of an organization': {
      given: { eventRules: [], eventRuleTargets: [], organization },
      reason: 'central security account',
      shows: ['Id'],
    },
  },
  notApplicable: {
    'no trail records': {
      given: { trailStatus: [trailStatus({ IsLogging: false })] },
      reason: 'iam-cloudtrail-enabled',
    },
  },
})
