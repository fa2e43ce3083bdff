import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

export const capacityAndDeployment = (is: Subjects): Expectations => ({
  'cap-service-autoscaling': {
    pass: list(
      is.service,
      `payments/payments-api payments/ledger payments/checkout-web payments/card-vault payments/acquirer-gateway
       payments/refunds payments/merchant-onboarding backoffice/reporting backoffice/kyc-documents
       backoffice/support-desk risk/fraud-scoring risk/risk-features windows/statement-renderer models/model-inference`,
    ),
    fail: [
      ...fails(is.service, 'payments/webhook-dispatcher', 'high'),
      ...fails(is.service, 'payments/payment-links backoffice/admin-portal', 'medium'),
      ...fails(is.service, 'payments/notifications backoffice/partner-sandbox legacy/soap-adapter', 'low'),
    ],
    notApplicable: list(
      is.service,
      `payments/fx-rates payments/loyalty-points risk/log-agent risk/node-metrics branch-edge/terminal-gateway
       branch-edge/branch-sync`,
    ),
  },
  'cap-multi-az': {
    pass: list(
      is.service,
      `payments/payments-api payments/ledger payments/checkout-web payments/card-vault payments/acquirer-gateway
       payments/notifications payments/refunds payments/merchant-onboarding backoffice/reporting
       backoffice/kyc-documents backoffice/support-desk risk/fraud-scoring risk/risk-features models/model-inference`,
    ),
    fail: [
      ...fails(is.service, 'payments/payment-links', 'high'),
      ...fails(is.service, 'backoffice/admin-portal windows/statement-renderer legacy/soap-adapter', 'medium'),
      ...fails(is.service, 'payments/webhook-dispatcher payments/fx-rates backoffice/partner-sandbox', 'low', {
        heuristic: true,
      }),
    ],
    notApplicable: list(
      is.service,
      `payments/loyalty-points risk/log-agent risk/node-metrics branch-edge/terminal-gateway branch-edge/branch-sync`,
    ),
  },
  'cap-use-capacity-providers': {
    pass: list(is.cluster, 'payments backoffice risk windows models branch-edge'),
    fail: fails(is.cluster, 'legacy', 'medium'),
    notApplicable: list(is.cluster, 'batch sandbox'),
  },
  'sto-efs-transit-encryption': {
    pass: list(is.family, 'kyc-documents'),
    fail: fails(is.family, 'reporting', 'high'),
    notApplicable: list(is.family, 'payments-api ledger statement-renderer terminal-gateway log-agent'),
  },
  'dep-deregistration-delay': {
    pass: list(
      is.targetGroup,
      `payments-api ledger checkout-web checkout-web-green card-vault card-vault-green payment-links
       merchant-onboarding kyc-documents fraud-scoring model-inference`,
    ),
    fail: fails(is.targetGroup, 'admin-portal support-desk reporting', 'low'),
    unknown: list(is.targetGroup, 'acquirer-gateway'),
    notApplicable: list(is.targetGroup, 'website'),
  },
  'dep-min-max-percent': {
    pass: list(
      is.service,
      `payments/payments-api payments/ledger payments/acquirer-gateway payments/notifications payments/fx-rates
       backoffice/admin-portal backoffice/kyc-documents backoffice/support-desk backoffice/partner-sandbox
       risk/fraud-scoring risk/risk-features risk/log-agent windows/statement-renderer legacy/soap-adapter
       branch-edge/terminal-gateway branch-edge/branch-sync models/model-inference`,
    ),
    fail: [
      ...fails(is.service, 'payments/webhook-dispatcher payments/refunds payments/payment-links', 'high'),
      ...fails(is.service, 'backoffice/reporting', 'medium'),
      ...fails(is.service, 'risk/node-metrics'),
    ],
    notApplicable: list(
      is.service,
      'payments/checkout-web payments/merchant-onboarding payments/card-vault payments/loyalty-points',
    ),
  },
  'ops-deployment-rollback': {
    pass: list(
      is.service,
      `payments/payments-api payments/ledger payments/checkout-web payments/card-vault payments/acquirer-gateway
       payments/webhook-dispatcher payments/notifications payments/fx-rates backoffice/reporting
       backoffice/kyc-documents backoffice/support-desk backoffice/partner-sandbox risk/fraud-scoring
       risk/risk-features risk/node-metrics windows/statement-renderer branch-edge/terminal-gateway
       branch-edge/branch-sync models/model-inference`,
    ),
    fail: [
      ...fails(is.service, 'payments/refunds', 'high'),
      ...fails(is.service, 'payments/payment-links backoffice/admin-portal legacy/soap-adapter', 'medium'),
      ...fails(is.service, 'payments/loyalty-points risk/log-agent', 'low'),
    ],
    notApplicable: list(is.service, 'payments/merchant-onboarding'),
  },
  'ops-fargate-platform': {
    pass: [
      ...list(
        is.service,
        `payments/payments-api payments/ledger payments/checkout-web payments/card-vault payments/acquirer-gateway
         payments/webhook-dispatcher payments/notifications payments/refunds payments/payment-links
         payments/merchant-onboarding payments/loyalty-points backoffice/admin-portal backoffice/reporting
         backoffice/kyc-documents backoffice/support-desk backoffice/partner-sandbox`,
      ),
      is.task('batch#ledger-backfill'),
    ],
    fail: fails(is.service, 'payments/fx-rates', 'medium'),
    notApplicable: list(
      is.service,
      `risk/fraud-scoring risk/risk-features risk/log-agent risk/node-metrics windows/statement-renderer
       legacy/soap-adapter branch-edge/terminal-gateway branch-edge/branch-sync models/model-inference`,
    ),
    open: list(is.task, 'batch#settlement-batch batch#reconciliation batch#ledger-export'),
  },
})
