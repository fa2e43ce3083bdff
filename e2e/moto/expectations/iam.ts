import { ACCOUNT } from '../client.ts'
import type { Expectations } from './expectation.ts'
import { everywhere, region } from './places.ts'

export const iam: Expectations = {
  'iam-ecs-least-privilege': { fail: ['operator / own'] },
  'iam-cluster-boundary': { fail: ['bad-task'] },
  // moto keeps no history of events.
  'iam-pipeline-deploys': { unknown: ['agent', 'bad', 'green', 'web'] },
  'iam-mfa-conditions': { fail: ['operator / own'] },
  'iam-tag-conditions': { notApplicable: ['operator / own'] },
  // IAM has nothing to report about what is so new.
  'iam-access-audit': { fail: ['operator'], unknown: ['bad-task'] },
  'iam-task-role-present': { pass: ['bad', 'green', 'web'], fail: ['agent', 'report'] },
  'iam-task-role-distinct': { pass: ['web-task'], fail: ['bad-task'], notApplicable: ['hosts', 'web-execution'] },
  'iam-task-role-trust': { pass: ['bad-task', 'web-execution', 'web-task'], notApplicable: ['hosts'] },
  'iam-task-role-least-privilege': {
    pass: ['hosts', 'web-task'],
    fail: ['bad-task'],
    notApplicable: ['web-execution'],
  },
  'iam-execution-role-present': { pass: ['bad', 'green', 'web'], fail: ['report'], notApplicable: ['agent'] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'iam-execution-role-scoped': {
    fail: ['bad-task'],
    notApplicable: ['hosts', 'web-task'],
    unknown: ['web-execution'],
  },
  // moto knows no managed nodes.
  'iam-instance-role-scoped': { pass: ['hosts'], unknown: [everywhere] },
  'iam-service-linked-role': { pass: ['AWSServiceRoleForECS'] },
  'iam-imds-block-awsvpc': { notApplicable: ['hosts', 'side'] },
  'iam-imds-block-bridge': { fail: ['side'], notApplicable: ['hosts'] },
  'iam-imdsv2-required': { fail: ['side', 'template hosts'] },
  'iam-host-mode-task-roles': { pass: ['hosts'], fail: ['side'] },
  // moto knows no managed nodes.
  'iam-unused-permissions': { unknown: [everywhere, 'bad-task', 'hosts', 'web-execution', 'web-task'] },
  'iam-cloudtrail-enabled': { pass: [region] },
  'iam-cloudtrail-alerting': { pass: [region] },
  'iam-user-lifecycle': { manual: [ACCOUNT] },
}
