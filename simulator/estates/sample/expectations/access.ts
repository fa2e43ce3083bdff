import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const prefixRoles = `use1-payments-execution use1-backoffice-execution use1-risk-execution use1-windows-execution
  use1-legacy-execution use1-branch-edge-execution use1-models-execution use1-batch-execution
  euw1-payments-execution euw1-risk-execution`
/** Roles that may change ECS in every cluster. */
export const acrossClusters = `break-glass deploy-pipeline use1-risk-instance use1-windows-instance use1-legacy-instance
  use1-models-instance euw1-risk-instance use1-checkout-web-codedeploy euw1-checkout-web-codedeploy
  use1-admin-portal-task use1-settlement-batch-runner use1-reconciliation-runner use1-ledger-export-runner`

/** Who may do what in ECS, and what container hosts let tasks reach. Policies are judged once for the account. */
export const access = (is: Subjects): Expectations => ({
  'iam-ecs-least-privilege': {
    pass: list(
      is.policy,
      'role/developer#look role/TidewaiterReadOnly#read role/payments-operator#operate group/on-call#intervene',
    ),
    fail: [
      ...fails(is.policy, 'user/build-server#deploy', 'high'),
      ...fails(is.policy, 'role/deploy-pipeline#deploy AdministratorAccess', 'medium'),
    ],
    notApplicable: list(is.policy, 'role/use1-reporting#reports role/use1-ledger-export-runner#run-task'),
  },
  'iam-cluster-boundary': {
    pass: list(is.role, 'payments-operator'),
    fail: fails(is.role, acrossClusters, 'medium'),
    notApplicable: list(is.role, 'developer TidewaiterReadOnly use1-payments-api-task'),
  },
  'iam-mfa-conditions': {
    pass: list(is.policy, 'group/on-call#intervene'),
    fail: fails(is.policy, 'user/build-server#deploy AdministratorAccess', 'medium'),
    notApplicable: list(is.policy, 'role/deploy-pipeline#deploy role/payments-operator#operate'),
  },
  'iam-tag-conditions': {
    pass: list(is.policy, 'role/payments-operator#operate'),
    fail: fails(is.policy, 'role/deploy-pipeline#deploy AdministratorAccess', 'low'),
    notApplicable: list(is.policy, 'role/developer#look user/build-server#deploy group/on-call#intervene'),
  },
  'iam-execution-role-present': {
    pass: list(
      is.family,
      `payments-api ledger checkout-web card-vault acquirer-gateway webhook-dispatcher notifications fx-rates refunds
       payment-links merchant-onboarding loyalty-points admin-portal reporting kyc-documents support-desk
       partner-sandbox settlement-batch reconciliation ledger-export ledger-backfill fraud-scoring risk-features
       soap-adapter statement-renderer terminal-gateway branch-sync model-inference`,
    ),
    fail: fails(is.family, 'node-metrics', 'high'),
    notApplicable: list(is.family, 'log-agent'),
  },
  'iam-execution-role-scoped': {
    pass: list(is.role, 'use1-fx-rates-execution'),
    fail: [...fails(is.role, prefixRoles, 'low', { heuristic: true }), ...fails(is.role, 'use1-reporting', 'medium')],
    notApplicable: list(is.role, 'use1-payments-api-task use1-risk-instance refunds-legacy-task'),
  },
  'iam-service-linked-role': {
    pass: list(is.role, 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'),
    fail: [],
    notApplicable: [],
  },
  'iam-imds-block-awsvpc': {
    pass: list(is.autoScalingGroup, 'risk-al2023'),
    fail: [],
    unknown: list(is.capacityProvider, 'models-managed'),
    notApplicable: [...list(is.autoScalingGroup, 'windows-2022'), ...list(is.cluster, 'legacy branch-edge')],
  },
  'iam-imds-block-bridge': {
    pass: list(is.autoScalingGroup, 'risk-al2023'),
    fail: [],
    notApplicable: [
      ...list(is.autoScalingGroup, 'windows-2022'),
      ...list(is.cluster, 'legacy branch-edge'),
      is.capacityProvider('models-managed'),
    ],
  },
  'iam-host-mode-task-roles': {
    pass: list(is.autoScalingGroup, 'risk-al2023'),
    fail: fails(is.cluster, 'legacy branch-edge', 'medium'),
    notApplicable: [is.autoScalingGroup('windows-2022'), is.capacityProvider('models-managed')],
  },
  'rt-seccomp': {
    pass: list(is.autoScalingGroup, 'risk-al2023'),
    fail: fails(is.cluster, 'legacy', 'medium'),
    manual: list(is.cluster, 'branch-edge'),
    notApplicable: [is.autoScalingGroup('windows-2022'), is.capacityProvider('models-managed')],
  },
})
