import { eventRule, hub } from '../testing/audit.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-findings-routed.ts'

const noHub = { securityHub: [], securityHubProducts: [] }
const rule = (pattern: object, State = 'ENABLED') => ({ ...noHub, eventRules: [eventRule(pattern, { State })] })

testCheck(check, {
  pass: {
    'Security Hub with the Inspector integration': {},
    'a rule on results of ECR': { given: rule({ source: ['aws.ecr'], 'detail-type': ['ECR Image Scan'] }) },
    'a rule on everything of ECR': { given: rule({ source: ['aws.ecr'] }) },
    'a rule on findings of Inspector': {
      given: rule({ source: ['aws.inspector2'], detail: { severity: ['CRITICAL'] } }),
    },
    'one of the alternatives of a rule is about findings': {
      given: rule({ $or: [{ source: ['aws.ec2'] }, { source: ['aws.inspector2'] }] }),
    },
  },
  fail: {
    'no alternative of the rule is about scans': {
      given: rule({ $or: [{ source: ['aws.ec2'] }, { source: ['aws.ecr'], 'detail-type': ['ECR Image Action'] }] }),
      message: 'unrouted',
    },
    'neither rule nor Security Hub': { given: noHub, message: 'unrouted' },
    'Security Hub without the integration': {
      given: {
        securityHub: [hub],
        securityHubProducts: [{ ProductSubscriptionArn: id.arn('securityhub', 'product-subscription/aws/guardduty') }],
      },
      message: 'unrouted',
    },
    'the rule is disabled': { given: rule({ source: ['aws.inspector2'] }, 'DISABLED'), message: 'unrouted' },
    'the rule has no target': {
      given: { ...rule({ source: ['aws.inspector2'] }), eventRuleTargets: [] },
      message: 'unrouted',
    },
    'the rule is about pushes': {
      given: rule({ source: ['aws.ecr'], 'detail-type': ['ECR Image Action'] }),
      message: 'unrouted',
    },
    'the rule is about the first Inspector': { given: rule({ source: ['aws.inspector'] }), message: 'unrouted' },
  },
  notApplicable: { 'no image of a repository of this account': { given: { ecrImages: [] } } },
})
