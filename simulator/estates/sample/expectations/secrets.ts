import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

/** Families by the cluster in which they are given their database login. */
const families = {
  payments: `payments-api ledger checkout-web card-vault acquirer-gateway webhook-dispatcher notifications fx-rates
    refunds payment-links merchant-onboarding loyalty-points`,
  backoffice: 'admin-portal reporting kyc-documents partner-sandbox',
  risk: 'fraud-scoring risk-features node-metrics',
  windows: 'statement-renderer',
  'branch-edge': 'terminal-gateway branch-sync',
  models: 'model-inference',
  batch: 'settlement-batch reconciliation ledger-export ledger-backfill',
}
const inCluster = (cluster: keyof typeof families) =>
  families[cluster].split(/\s+/).map((family) => `${cluster}/${family}`)
const within = (...clusters: (keyof typeof families)[]) => clusters.flatMap(inCluster).join(' ')
const elsewhere = within('backoffice', 'risk', 'windows', 'branch-edge', 'models')
const given = Object.values(families).join(' ')
/** Neither is given a secret. */
const withoutSecrets = 'payments-api#otel-collector ledger#log-router webhook-dispatcher#datadog-agent log-agent'

/** Secrets, keys and buckets of what runs. */
export const secrets = (is: Subjects): Expectations => ({
  'scr-encrypted-store': {
    pass: list(is.container, `${given} support-desk refunds#init`),
    fail: fails(is.container, 'soap-adapter', 'medium'),
    notApplicable: list(is.container, withoutSecrets),
  },
  'scr-access-restricted': {
    pass: list(
      is.role,
      `use1-branch-edge-execution use1-legacy-execution use1-models-execution use1-windows-execution
       use1-batch-execution euw1-risk-execution`,
    ),
    fail: fails(
      is.role,
      `use1-payments-execution euw1-payments-execution use1-backoffice-execution use1-risk-execution
       use1-fx-rates-execution use1-reporting`,
      'high',
    ),
    notApplicable: list(is.role, 'use1-card-vault-task use1-messaging-task use1-risk-instance'),
  },
  'scr-registry-credentials': {
    pass: list(is.container, 'refunds#init'),
    fail: fails(is.container, 'webhook-dispatcher#datadog-agent', 'medium'),
    notApplicable: list(
      is.container,
      `${given} support-desk soap-adapter payments-api#otel-collector ledger#log-router log-agent`,
    ),
  },
  'scr-rotation': {
    pass: [
      ...list(is.secret, `${within('payments')} payments/docker-hub-4kQz7P`),
      is.parameter('notifications/smtp-host'),
    ],
    fail: fails(
      is.secret,
      `${elsewhere} ${within('batch')} legacy/soap-adapter backoffice/support-desk-4kQz7P`,
      'medium',
    ),
    notApplicable: [],
  },
  'scr-redeploy-after-rotation': {
    pass: list(
      is.service,
      `${within('payments')} ${elsewhere} backoffice/support-desk legacy/soap-adapter`
        .split(' ')
        .filter((name) => !['payments/webhook-dispatcher', 'payments/loyalty-points'].includes(name))
        .join(' '),
    ),
    fail: fails(is.service, 'payments/webhook-dispatcher', 'medium'),
    notApplicable: list(is.service, 'payments/loyalty-points risk/log-agent'),
  },
  'scr-secret-bucket': {
    pass: list(is.bucket, 'workflow'),
    fail: fails(is.bucket, 'settings', 'medium'),
    notApplicable: list(is.bucket, 'sessions'),
  },
  'scr-sidecar-volume': {
    pass: list(
      is.family,
      `payments-api ledger checkout-web card-vault acquirer-gateway kyc-documents reporting soap-adapter
       terminal-gateway branch-sync statement-renderer`,
    ),
    fail: [],
    notApplicable: list(is.family, 'fx-rates refunds log-agent settlement-batch'),
  },
  'ctr-fargate-ephemeral-key': {
    pass: list(is.cluster, 'backoffice batch'),
    fail: fails(is.cluster, 'payments', 'low'),
    notApplicable: list(is.cluster, 'branch-edge legacy models risk sandbox windows'),
  },
  'ctr-ecr-customer-key': {
    pass: list(is.repository, 'payments/card-vault'),
    fail: [
      ...fails(is.repository, 'payments/notifications', 'info'),
      ...fails(
        is.repository,
        `payments/payments-api payments/ledger payments/checkout-web payments/acquirer-gateway
       payments/webhook-dispatcher payments/fx-rates payments/refunds payments/payment-links
       payments/merchant-onboarding payments/loyalty-points platform/fluent-bit platform/node-metrics
       ecr-public/aws-observability/aws-otel-collector backoffice/admin-portal backoffice/kyc-documents
       backoffice/reporting backoffice/support-desk risk/fraud-scoring risk/risk-features branch-edge/terminal-gateway
       branch-edge/branch-sync models/model-inference windows/statement-renderer tools/soap-adapter
       batch/settlement-batch batch/reconciliation batch/ledger-export batch/ledger-backfill`,
        'low',
      ),
    ],
    notApplicable: list(is.repository, 'sandbox/legacy-monolith'),
  },
  'ops-exec-audit-logging': {
    pass: list(is.cluster, 'payments'),
    fail: fails(is.cluster, 'risk', 'medium'),
    notApplicable: list(is.cluster, 'backoffice batch branch-edge legacy models sandbox windows'),
  },
})
