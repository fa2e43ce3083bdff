import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

/** Nothing is wrong with these, whatever is asked of a Linux container on Fargate. */
const sound = `payments-api checkout-web card-vault acquirer-gateway payment-links kyc-documents ledger
  ledger-backfill`
const fargateRest = `payments-api#otel-collector ledger#log-router webhook-dispatcher webhook-dispatcher#datadog-agent
  notifications fx-rates refunds refunds#init merchant-onboarding loyalty-points admin-portal reporting support-desk
  partner-sandbox settlement-batch reconciliation ledger-export`
const windows = 'statement-renderer'

export const containers = (is: Subjects): Expectations => ({
  'scr-no-plaintext-env': {
    pass: list(
      is.container,
      `${sound} payments-api#otel-collector ledger#log-router webhook-dispatcher#datadog-agent fx-rates refunds
       refunds#init loyalty-points support-desk partner-sandbox settlement-batch ledger-export log-agent node-metrics
       soap-adapter terminal-gateway branch-sync model-inference ${windows}`,
    ),
    fail: [
      ...fails(is.container, 'admin-portal fraud-scoring reconciliation', 'critical'),
      ...fails(is.container, 'reporting'),
      ...fails(is.container, 'notifications merchant-onboarding risk-features', 'high'),
      ...fails(is.container, 'webhook-dispatcher', 'medium', { heuristic: true }),
    ],
    notApplicable: [],
  },
  'scr-no-static-aws-keys': {
    pass: list(
      is.container,
      `${sound} payments-api#otel-collector ledger#log-router webhook-dispatcher webhook-dispatcher#datadog-agent
       notifications fx-rates refunds refunds#init merchant-onboarding loyalty-points admin-portal partner-sandbox
       settlement-batch reconciliation ledger-export fraud-scoring log-agent node-metrics soap-adapter
       terminal-gateway branch-sync model-inference ${windows}`,
    ),
    fail: [
      ...fails(is.container, 'reporting', 'critical'),
      ...fails(is.container, 'risk-features support-desk', 'high', { heuristic: true }),
    ],
    notApplicable: [],
  },
  'ctr-non-root-user': {
    pass: list(
      is.container,
      `${sound} payments-api#otel-collector webhook-dispatcher notifications fx-rates refunds refunds#init
       merchant-onboarding loyalty-points reporting support-desk partner-sandbox settlement-batch reconciliation
       ledger-export risk-features node-metrics terminal-gateway branch-sync model-inference`,
    ),
    fail: [
      ...fails(is.container, 'fraud-scoring log-agent soap-adapter', 'high'),
      ...fails(is.container, 'admin-portal ledger#log-router', 'medium'),
    ],
    unknown: list(is.container, 'webhook-dispatcher#datadog-agent'),
    notApplicable: list(is.container, windows),
  },
  'ctr-readonly-rootfs': {
    pass: list(
      is.container,
      `${sound} payments-api#otel-collector ledger#log-router webhook-dispatcher webhook-dispatcher#datadog-agent
       fx-rates refunds refunds#init merchant-onboarding reporting partner-sandbox settlement-batch reconciliation
       ledger-export risk-features log-agent node-metrics terminal-gateway branch-sync model-inference`,
    ),
    fail: [
      ...fails(is.container, 'notifications admin-portal support-desk fraud-scoring soap-adapter', 'medium'),
      ...fails(is.container, 'loyalty-points', 'low'),
    ],
    notApplicable: list(is.container, windows),
  },
  'ctr-cpu-memory-limits': {
    pass: list(
      is.family,
      `fraud-scoring risk-features log-agent node-metrics terminal-gateway branch-sync model-inference ${windows}`,
    ),
    fail: fails(is.family, 'soap-adapter', 'medium'),
    notApplicable: list(is.family, 'payments-api ledger refunds settlement-batch ledger-backfill'),
  },
  'ctr-image-reference-pinned': {
    pass: list(
      is.container,
      `${sound} payments-api#otel-collector ledger#log-router webhook-dispatcher fx-rates merchant-onboarding
       loyalty-points reporting support-desk settlement-batch reconciliation ledger-export fraud-scoring risk-features
       log-agent soap-adapter terminal-gateway branch-sync model-inference ${windows}`,
    ),
    fail: [
      ...fails(is.container, 'node-metrics', 'high'),
      ...fails(
        is.container,
        'webhook-dispatcher#datadog-agent notifications refunds refunds#init admin-portal partner-sandbox',
        'medium',
      ),
    ],
    notApplicable: [],
  },
  'ctr-no-privileged': {
    pass: list(
      is.container,
      'risk-features log-agent node-metrics soap-adapter terminal-gateway branch-sync model-inference',
    ),
    fail: fails(is.container, 'fraud-scoring', 'high'),
    notApplicable: list(is.container, `${sound} ${fargateRest} ${windows}`),
  },
  'ctr-dangerous-capabilities': {
    pass: list(is.container, 'fraud-scoring risk-features log-agent branch-sync model-inference'),
    fail: [
      ...fails(is.container, 'node-metrics terminal-gateway', 'high'),
      ...fails(is.container, 'soap-adapter', 'medium'),
    ],
    notApplicable: list(is.container, `${sound} ${fargateRest} ${windows}`),
  },
  'rt-mandatory-access-control': {
    pass: list(is.container, 'risk-features'),
    fail: [
      ...fails(is.container, 'fraud-scoring log-agent node-metrics', 'low'),
      ...fails(is.container, 'soap-adapter terminal-gateway branch-sync', 'medium'),
    ],
    notApplicable: list(is.container, `${sound} ${fargateRest} ${windows} model-inference`),
  },
})
