import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const cached = 'ecr-public/aws-observability/aws-otel-collector'
const running = `payments/payments-api payments/checkout-web payments/acquirer-gateway payments/webhook-dispatcher
  payments/refunds payments/payment-links payments/merchant-onboarding platform/fluent-bit risk/fraud-scoring
  risk/risk-features branch-edge/terminal-gateway branch-edge/branch-sync models/model-inference batch/ledger-backfill`
const unused = 'payments/webhook-relay sandbox/legacy-monolith sandbox/hello-world'
const scheduled = 'batch/settlement-batch batch/reconciliation batch/ledger-export'

export const images = (is: Subjects): Expectations => ({
  'img-scan-enabled': {
    pass: list(
      is.repository,
      `${running} ${scheduled} ${cached} payments/ledger payments/card-vault payments/notifications payments/fx-rates
       payments/loyalty-points backoffice/admin-portal backoffice/kyc-documents backoffice/support-desk
       platform/node-metrics windows/statement-renderer`,
    ),
    fail: [
      ...fails(is.repository, 'tools/soap-adapter', 'high'),
      ...fails(is.repository, 'backoffice/reporting', 'medium'),
    ],
    notApplicable: list(is.repository, unused),
  },
  'img-no-critical-high': {
    pass: list(is.repository, `${running} ${cached} payments/card-vault platform/node-metrics`),
    fail: [
      ...fails(is.repository, 'backoffice/admin-portal', 'critical'),
      ...fails(is.repository, 'payments/notifications', 'high'),
      ...fails(is.repository, 'backoffice/support-desk', 'medium'),
      ...fails(is.repository, 'backoffice/kyc-documents payments/ledger', 'medium', { heuristic: true }),
    ],
    notApplicable: list(is.repository, `${unused} ${scheduled} payments/loyalty-points`),
    open: list(is.repository, 'payments/fx-rates backoffice/reporting windows/statement-renderer tools/soap-adapter'),
  },
  'ctr-immutable-tags': {
    pass: list(
      is.repository,
      `${running} ${scheduled} payments/ledger payments/notifications payments/fx-rates payments/loyalty-points
       backoffice/reporting backoffice/kyc-documents backoffice/support-desk windows/statement-renderer`,
    ),
    fail: [
      ...fails(is.repository, 'backoffice/admin-portal platform/node-metrics tools/soap-adapter', 'medium'),
      ...fails(is.repository, 'payments/card-vault', 'low'),
    ],
    notApplicable: list(is.repository, `${unused} ${cached}`),
  },
})
