import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

export const operations = (is: Subjects): Expectations => ({
  'log-driver-configured': {
    pass: list(
      is.container,
      `payments-api payments-api#otel-collector ledger ledger#log-router checkout-web card-vault acquirer-gateway
       webhook-dispatcher webhook-dispatcher#datadog-agent notifications fx-rates refunds payment-links
       merchant-onboarding loyalty-points admin-portal reporting kyc-documents support-desk settlement-batch
       reconciliation ledger-backfill risk-features log-agent statement-renderer terminal-gateway model-inference`,
    ),
    fail: [
      ...fails(is.container, 'soap-adapter branch-sync ledger-export', 'high'),
      ...fails(is.container, 'refunds#init', 'low'),
      ...fails(is.container, 'fraud-scoring node-metrics partner-sandbox', 'medium', { heuristic: true }),
    ],
    notApplicable: [],
  },
  'log-retention': {
    pass: list(
      is.logGroup,
      `payments-api ledger checkout-web acquirer-gateway webhook-dispatcher notifications fx-rates refunds
       payment-links loyalty-points reporting kyc-documents support-desk partner-sandbox settlement-batch
       reconciliation ledger-backfill risk-features log-agent node-metrics statement-renderer terminal-gateway
       model-inference
       /aws/ecs/containerinsights/payments/performance /aws/ecs/containerinsights/backoffice/performance
       /aws/ecs/containerinsights/risk/performance /aws/ecs/containerinsights/windows/performance
       /aws/ecs/containerinsights/branch-edge/performance /aws/ecs/containerinsights/models/performance`,
    ),
    fail: fails(is.logGroup, 'card-vault admin-portal', 'low'),
    notApplicable: list(is.logGroup, '/aws/lambda/card-vault-smoke-test'),
    open: list(is.logGroup, 'ledger-export webhook-relay legacy-monolith'),
  },
  'ops-container-health-check': {
    pass: list(
      is.container,
      `payments-api ledger ledger#log-router checkout-web card-vault acquirer-gateway webhook-dispatcher payment-links
       merchant-onboarding admin-portal kyc-documents support-desk partner-sandbox fraud-scoring risk-features
       node-metrics statement-renderer terminal-gateway branch-sync model-inference`,
    ),
    fail: [
      ...fails(is.container, 'notifications fx-rates refunds reporting log-agent soap-adapter', 'medium'),
      ...fails(is.container, 'loyalty-points', 'low'),
      ...fails(is.container, 'settlement-batch', 'info'),
    ],
    notApplicable: list(is.container, 'payments-api#otel-collector webhook-dispatcher#datadog-agent refunds#init'),
    open: list(is.container, 'reconciliation ledger-export ledger-backfill'),
  },
})
