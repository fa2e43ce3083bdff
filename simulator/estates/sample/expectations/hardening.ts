import { type Expectations, fails, list, without } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const regulated = 'payments/payments-api payments/ledger payments/card-vault payments/acquirer-gateway'
const otherServices = `payments/webhook-dispatcher payments/notifications payments/refunds payments/payment-links
  payments/merchant-onboarding payments/loyalty-points backoffice/admin-portal backoffice/support-desk
  backoffice/partner-sandbox risk/risk-features windows/statement-renderer models/model-inference`
const withoutOwnInterface = `risk/fraud-scoring risk/log-agent risk/node-metrics legacy/soap-adapter
  branch-edge/terminal-gateway branch-edge/branch-sync`
/** On Fargate, but for the one that is left with a right to trace. */
const fargate = `payments-api payments-api#otel-collector ledger ledger#log-router checkout-web card-vault
  acquirer-gateway webhook-dispatcher webhook-dispatcher#datadog-agent notifications fx-rates refunds refunds#init
  payment-links merchant-onboarding loyalty-points admin-portal reporting kyc-documents partner-sandbox settlement-batch
  reconciliation ledger-export ledger-backfill`
const elsewhere = `fraud-scoring risk-features log-agent node-metrics soap-adapter terminal-gateway branch-sync
  model-inference statement-renderer`
const all = `${fargate} support-desk ${elsewhere}`
/** Groups of services whose data no tag calls sensitive, and of the batch tasks. */
const ordinaryGroups = `admin-portal support-desk partner-sandbox batch-tasks model-inference core-default refunds
  webhook-dispatcher notifications merchant-onboarding payment-links risk-features statement-renderer loyalty-points`
const hostGroups = 'legacy-hosts risk-hosts windows-hosts'
const running = `payments/payments-api payments/ledger payments/checkout-web payments/card-vault
  payments/acquirer-gateway payments/webhook-dispatcher payments/notifications payments/fx-rates payments/refunds
  payments/payment-links payments/merchant-onboarding platform/fluent-bit platform/node-metrics risk/fraud-scoring
  risk/risk-features branch-edge/terminal-gateway branch-edge/branch-sync models/model-inference batch/ledger-backfill
  backoffice/kyc-documents backoffice/reporting backoffice/support-desk tools/soap-adapter
  ecr-public/aws-observability/aws-otel-collector`
const notRunning =
  'payments/loyalty-points batch/settlement-batch batch/reconciliation batch/ledger-export windows/statement-renderer'

/** Networks between tasks, and what containers and their hosts may do. */
export const hardening = (is: Subjects): Expectations => ({
  'sec-tls-to-targets': {
    pass: list(is.targetGroup, 'card-vault card-vault-green'),
    fail: fails(
      is.targetGroup,
      'payments-api ledger checkout-web checkout-web-green acquirer-gateway reporting kyc-documents',
      'medium',
    ),
    notApplicable: list(is.targetGroup, 'admin-portal fraud-scoring payment-links support-desk model-inference'),
  },
  'sec-dedicated-security-groups': {
    pass: list(
      is.service,
      `${regulated} payments/checkout-web backoffice/reporting backoffice/kyc-documents ${otherServices}`,
    ),
    fail: fails(is.service, 'payments/fx-rates', 'high'),
    notApplicable: list(is.service, withoutOwnInterface),
  },
  'sec-nlb-only-ingress': {
    pass: list(is.securityGroup, 'acquirer-gateway'),
    fail: fails(is.securityGroup, 'risk-features', 'medium'),
    notApplicable: list(
      is.securityGroup,
      `ledger reporting checkout-web metrics-scrape ${without(ordinaryGroups, 'risk-features')} ${hostGroups}`,
    ),
  },
  'sec-egress-restricted': {
    pass: list(is.securityGroup, 'card-vault'),
    fail: [
      ...fails(is.securityGroup, 'payments-api metrics-scrape ledger checkout-web acquirer-gateway', 'medium'),
      ...fails(is.securityGroup, 'reporting kyc-documents statement-renderer', 'low'),
      ...fails(is.securityGroup, without(ordinaryGroups, 'statement-renderer'), 'info'),
    ],
    notApplicable: list(is.securityGroup, hostGroups),
  },
  'scr-log-secret-options': {
    pass: list(is.container, 'ledger'),
    fail: fails(is.container, 'merchant-onboarding', 'high'),
    notApplicable: list(is.container, without(all, 'ledger', 'merchant-onboarding')),
  },
  'cmp-phi-logging': {
    pass: list(is.service, 'payments/checkout-web'),
    fail: fails(is.service, 'payments/card-vault', 'high'),
    manual: list(is.service, 'payments/payments-api payments/acquirer-gateway'),
    unknown: list(is.service, 'payments/ledger'),
    notApplicable: list(
      is.service,
      `payments/fx-rates backoffice/reporting backoffice/kyc-documents ${otherServices} ${withoutOwnInterface}`,
    ),
  },
  'ctr-fargate-sys-ptrace': {
    pass: list(is.container, fargate),
    fail: fails(is.container, 'support-desk', 'medium'),
    notApplicable: list(is.container, elsewhere),
  },
  'img-minimal-base': {
    pass: list(is.repository, running),
    fail: fails(is.repository, 'backoffice/admin-portal', 'info', { heuristic: true }),
    notApplicable: list(is.repository, notRunning),
  },
  'img-dependency-scan': {
    pass: list(is.repository, `${without(running, 'tools/soap-adapter')} backoffice/admin-portal ${notRunning}`),
    fail: [],
    manual: list(is.repository, 'tools/soap-adapter'),
    notApplicable: list(is.repository, 'payments/webhook-relay sandbox/legacy-monolith sandbox/hello-world'),
  },
  'img-trusted-registries': {
    pass: list(is.container, without(all, 'webhook-dispatcher#datadog-agent', 'refunds#init', 'partner-sandbox')),
    fail: [
      ...fails(is.container, 'webhook-dispatcher#datadog-agent refunds#init', 'high'),
      ...fails(is.container, 'partner-sandbox', 'low', { heuristic: true }),
    ],
    notApplicable: [],
  },
  'ctr-agent-privileged-disabled': {
    pass: list(is.cluster, 'branch-edge'),
    fail: [...fails(is.autoScalingGroup, 'risk-al2023', 'low'), ...fails(is.cluster, 'legacy', 'low')],
    unknown: list(is.capacityProvider, 'models-managed'),
    notApplicable: [
      ...list(is.autoScalingGroup, 'windows-2022'),
      ...list(is.cluster, 'payments backoffice risk windows models batch sandbox'),
    ],
  },
  'ctr-drop-capabilities': {
    pass: list(
      is.container,
      without(
        all,
        ...'admin-portal ledger#log-router soap-adapter log-agent'.split(' '),
        ...'webhook-dispatcher#datadog-agent fraud-scoring statement-renderer'.split(' '),
      ),
    ),
    fail: [
      ...fails(is.container, 'admin-portal ledger#log-router', 'low'),
      ...fails(is.container, 'soap-adapter log-agent', 'medium'),
    ],
    unknown: list(is.container, 'webhook-dispatcher#datadog-agent'),
    notApplicable: list(is.container, 'fraud-scoring statement-renderer'),
  },
})
