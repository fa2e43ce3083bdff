import { type Expectation, type Expectations, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const cardData = `payments/payments-api payments/ledger payments/checkout-web payments/card-vault
  payments/acquirer-gateway`
const critical = `${cardData} payments/refunds risk/fraud-scoring`
const otherData = `backoffice/reporting backoffice/kyc-documents windows/statement-renderer legacy/soap-adapter
  branch-edge/terminal-gateway branch-edge/branch-sync`
const sensitive = `${cardData} ${otherData}`
const harmless = 'payments/notifications'
const own = `${critical} payments/webhook-dispatcher payments/notifications payments/fx-rates payments/payment-links
  payments/merchant-onboarding payments/loyalty-points backoffice/admin-portal backoffice/reporting
  backoffice/kyc-documents backoffice/support-desk risk/risk-features risk/log-agent risk/node-metrics
  windows/statement-renderer legacy/soap-adapter branch-edge/terminal-gateway branch-edge/branch-sync
  models/model-inference`
export const everyService = `${own} backoffice/partner-sandbox`
const reachable = `payments/payments-api payments/checkout-web payments/acquirer-gateway payments/payment-links
  payments/merchant-onboarding backoffice/admin-portal backoffice/reporting backoffice/kyc-documents
  backoffice/support-desk legacy/soap-adapter`
const serving = `${cardData} payments/payment-links payments/merchant-onboarding backoffice/admin-portal
  backoffice/reporting backoffice/kyc-documents backoffice/support-desk risk/fraud-scoring risk/risk-features models/model-inference`
const cached = 'ecr-public/aws-observability/aws-otel-collector'
const linuxRepositories = `payments/payments-api payments/ledger payments/checkout-web payments/card-vault
  payments/acquirer-gateway payments/webhook-dispatcher payments/notifications payments/fx-rates payments/refunds
  payments/payment-links payments/merchant-onboarding platform/fluent-bit platform/node-metrics risk/fraud-scoring
  branch-edge/terminal-gateway branch-edge/branch-sync models/model-inference batch/ledger-backfill
  backoffice/admin-portal backoffice/kyc-documents backoffice/reporting backoffice/support-desk tools/soap-adapter`
/** Its containers may not gain privileges, so setuid programs do nothing there. */
const unprivileged = 'risk/risk-features'
const otherRepositories = `${unprivileged} payments/loyalty-points batch/settlement-batch batch/reconciliation
  batch/ledger-export windows/statement-renderer`

/** What a person is asked, and of what. Nothing here passes or fails before somebody answers. */
export const questions = (is: Subjects): Expectations => {
  const ofServices = (names: string) => asked(is.service, names, everyService)
  const ofAccount = { ...nothing, manual: [is.account()] }
  return {
    'net-client-retries': ofServices('payments/ledger backoffice/reporting'),
    'cap-load-tested': ofServices(critical),
    'cap-demand-shock-plan': ofServices(critical),
    'sto-efs-restore-tested': { ...nothing, manual: list(is.fileSystem, 'statements kyc-inbox') },
    'iam-user-lifecycle': ofAccount,
    'cmp-shared-responsibility': ofAccount,
    'cmp-pci-scope': ofServices(without(everyService, `${otherData} ${harmless}`)),
    'img-setuid-removed': {
      ...asked(is.repository, linuxRepositories, `${linuxRepositories} ${cached} windows/statement-renderer`),
      pass: list(is.repository, unprivileged),
    },
    'img-curated-images': ofAccount,
    'img-static-analysis': asked(
      is.repository,
      `${linuxRepositories} ${otherRepositories}`,
      `${linuxRepositories} ${otherRepositories} ${cached}`,
    ),
    'ops-automated-tests': ofServices(own),
    'ops-engineering-conventions': ofAccount,
    'ops-architecture': asked(
      is.cluster,
      'payments backoffice risk windows legacy branch-edge models',
      'payments backoffice risk windows legacy branch-edge models batch sandbox',
    ),
    'ops-input-validation': ofServices(reachable),
    'ops-data-masking': ofServices(sensitive),
    'ops-app-performance': ofServices(serving),
  }
}

const nothing = { pass: [], fail: [], notApplicable: [] }

function without(names: string, left: string): string {
  const out = left.split(/\s+/)
  return names
    .split(/\s+/)
    .filter((name) => !out.includes(name))
    .join(' ')
}

function asked(id: (name: string) => string, names: string, all: string): Expectation {
  const manual = list(id, names)
  return { ...nothing, manual, notApplicable: list(id, all).filter((one) => !manual.includes(one)) }
}
