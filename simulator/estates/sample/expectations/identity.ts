import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

/** Roles belong to the account: those of its other region are judged with them. */
export const ownTaskRoles = `use1-payments-api-task use1-ledger-task use1-checkout-web-task use1-card-vault-task
  use1-acquirer-gateway-task use1-fx-rates-task use1-payment-links-task use1-merchant-onboarding-task
  use1-loyalty-points-task use1-kyc-documents-task use1-support-desk-task use1-partner-sandbox-task
  use1-fraud-scoring-task use1-risk-features-task use1-log-agent-task use1-statement-renderer-task
  use1-terminal-gateway-task use1-model-inference-task use1-settlement-batch-task use1-reconciliation-task
  use1-ledger-export-task use1-ledger-backfill-task euw1-payments-api-task euw1-ledger-task euw1-checkout-web-task
  euw1-card-vault-task euw1-notifications-task euw1-kyc-documents-task euw1-invoice-pdf-task euw1-fraud-scoring-task`
export const executionRoles = `use1-payments-execution use1-backoffice-execution use1-risk-execution use1-windows-execution
  use1-legacy-execution use1-branch-edge-execution use1-models-execution use1-batch-execution
  euw1-payments-execution euw1-risk-execution use1-fx-rates-execution`

export const identity = (is: Subjects): Expectations => ({
  'iam-task-role-present': {
    pass: list(
      is.family,
      `payments-api ledger checkout-web card-vault acquirer-gateway webhook-dispatcher notifications fx-rates
       payment-links merchant-onboarding loyalty-points admin-portal reporting kyc-documents support-desk
       partner-sandbox settlement-batch reconciliation ledger-export ledger-backfill fraud-scoring risk-features
       log-agent node-metrics statement-renderer terminal-gateway branch-sync model-inference`,
    ),
    fail: [...fails(is.family, 'soap-adapter', 'high'), ...fails(is.family, 'refunds', 'medium')],
    notApplicable: [],
  },
  'iam-task-role-distinct': {
    pass: list(is.role, `${ownTaskRoles} use1-admin-portal-task`),
    fail: fails(is.role, 'use1-messaging-task use1-reporting', 'medium'),
    notApplicable: list(is.role, `${executionRoles} use1-risk-instance break-glass developer`),
    open: list(is.role, 'refunds-legacy-task'),
  },
  'iam-task-role-trust': {
    pass: list(is.role, `${ownTaskRoles} ${executionRoles} use1-messaging-task`),
    fail: [...fails(is.role, 'use1-reporting', 'high'), ...fails(is.role, 'use1-admin-portal-task', 'medium')],
    notApplicable: list(
      is.role,
      'use1-risk-instance break-glass developer deploy-pipeline use1-checkout-web-codedeploy',
    ),
    open: list(is.role, 'refunds-legacy-task'),
  },
  'iam-task-role-least-privilege': {
    pass: list(is.role, ownTaskRoles),
    fail: [
      ...fails(is.role, 'use1-admin-portal-task', 'critical'),
      ...fails(is.role, 'use1-messaging-task', 'high'),
      ...fails(is.role, 'use1-reporting use1-legacy-instance use1-risk-instance', 'medium'),
    ],
    notApplicable: list(is.role, `${executionRoles} break-glass developer deploy-pipeline`),
    open: list(is.role, 'refunds-legacy-task use1-windows-instance use1-models-instance euw1-risk-instance'),
  },
  'iam-imdsv2-required': {
    pass: list(is.launchTemplate, 'risk-al2023'),
    fail: [...fails(is.launchTemplate, 'windows-2022', 'high'), ...fails(is.cluster, 'legacy', 'high')],
    notApplicable: list(is.launchTemplate, 'bastion'),
    open: list(is.capacityProvider, 'models-managed'),
  },
})
