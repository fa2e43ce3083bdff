import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const fargateFamilies = `payments-api ledger checkout-web card-vault acquirer-gateway webhook-dispatcher notifications
  fx-rates refunds payment-links merchant-onboarding loyalty-points admin-portal reporting kyc-documents support-desk
  partner-sandbox settlement-batch reconciliation ledger-export ledger-backfill`
const withoutOwnInterface = `risk/fraud-scoring risk/log-agent risk/node-metrics legacy/soap-adapter
  branch-edge/terminal-gateway branch-edge/branch-sync`
const privateServices = `payments/payments-api payments/ledger payments/checkout-web payments/card-vault
  payments/acquirer-gateway payments/webhook-dispatcher payments/notifications payments/fx-rates payments/refunds
  payments/merchant-onboarding payments/loyalty-points backoffice/reporting backoffice/kyc-documents
  backoffice/support-desk backoffice/partner-sandbox risk/risk-features windows/statement-renderer`

export const networking = (is: Subjects): Expectations => ({
  'net-task-private-subnets': {
    pass: [...list(is.service, `${privateServices} models/model-inference`), is.task('batch#ledger-backfill')],
    fail: [
      ...fails(is.service, 'payments/payment-links', 'medium'),
      ...fails(is.service, 'backoffice/admin-portal', 'medium', { countedIn: 'net-task-public-ip' }),
    ],
    notApplicable: [
      ...list(is.service, withoutOwnInterface),
      ...list(is.task, 'batch#settlement-batch batch#reconciliation batch#ledger-export'),
    ],
  },
  'net-task-public-ip': {
    pass: [
      ...list(is.service, `${privateServices} payments/payment-links`),
      ...list(is.task, 'batch#settlement-batch batch#reconciliation batch#ledger-backfill'),
    ],
    fail: [...fails(is.service, 'backoffice/admin-portal', 'high'), ...fails(is.task, 'batch#ledger-export', 'high')],
    notApplicable: list(is.service, withoutOwnInterface),
    open: list(is.service, 'models/model-inference'),
  },
  'net-no-ssh-from-internet': {
    pass: list(is.securityGroup, 'risk-hosts'),
    fail: [...fails(is.securityGroup, 'windows-hosts', 'high'), ...fails(is.securityGroup, 'legacy-hosts', 'critical')],
    notApplicable: list(is.securityGroup, 'models-hosts alb-public admin-portal acquirer-gateway vpc-endpoints'),
  },
  'net-no-world-open-ingress': {
    pass: list(
      is.securityGroup,
      `payments-api metrics-scrape ledger checkout-web card-vault acquirer-gateway webhook-dispatcher notifications
       core-default refunds payment-links merchant-onboarding loyalty-points reporting kyc-documents partner-sandbox
       risk-hosts risk-features statement-renderer model-inference batch-tasks`,
    ),
    fail: [
      ...fails(is.securityGroup, 'admin-portal legacy-hosts', 'high'),
      ...fails(is.securityGroup, 'support-desk', 'medium'),
    ],
    notApplicable: list(
      is.securityGroup,
      'alb-public alb-internal alb-backoffice alb-website vpc-endpoints backoffice-default default-default webhook-relay',
    ),
    open: list(is.securityGroup, 'windows-hosts models-hosts'),
  },
  'net-no-host-mode': {
    pass: list(is.family, 'fraud-scoring risk-features node-metrics terminal-gateway model-inference'),
    fail: [...fails(is.family, 'soap-adapter', 'high'), ...fails(is.family, 'log-agent branch-sync', 'low')],
    notApplicable: list(is.family, fargateFamilies),
    open: list(is.family, 'statement-renderer'),
  },
  'net-awsvpc-mode': {
    pass: list(is.family, `${fargateFamilies} risk-features statement-renderer model-inference node-metrics`),
    fail: fails(is.family, 'fraud-scoring', 'medium'),
    notApplicable: list(is.family, 'log-agent soap-adapter terminal-gateway branch-sync'),
  },
  'net-container-insights': {
    pass: list(is.cluster, 'payments backoffice risk windows branch-edge models'),
    fail: [...fails(is.cluster, 'legacy', 'medium'), ...fails(is.cluster, 'batch')],
    notApplicable: list(is.cluster, 'sandbox'),
  },
  'net-endpoint-ecr': {
    pass: list(is.vpc, 'core'),
    fail: fails(is.vpc, 'backoffice', 'low'),
    notApplicable: list(is.vpc, 'default'),
  },
})
