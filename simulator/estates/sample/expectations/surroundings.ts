import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

/** What no tag calls sensitive, or what nobody inside the network calls. */
const notCalledInside = `payments/payments-api payments/checkout-web payments/acquirer-gateway
  payments/webhook-dispatcher payments/notifications payments/fx-rates payments/refunds payments/payment-links
  payments/merchant-onboarding payments/loyalty-points backoffice/admin-portal backoffice/kyc-documents
  backoffice/support-desk backoffice/partner-sandbox risk/fraud-scoring risk/risk-features risk/log-agent
  risk/node-metrics windows/statement-renderer legacy/soap-adapter branch-edge/terminal-gateway
  branch-edge/branch-sync models/model-inference`

/** Load balancers, endpoints, data stores, disks and subnets around the services. */
export const surroundings = (is: Subjects): Expectations => ({
  'net-alb-waf-desync': {
    pass: list(is.loadBalancer, 'public-edge'),
    fail: fails(is.loadBalancer, 'backoffice', 'medium'),
    notApplicable: list(is.loadBalancer, 'internal net:acquirer net:features website'),
  },
  'sto-ebs-encryption': {
    pass: [...list(is.autoScalingGroup, 'risk-al2023 windows-2022'), is.capacityProvider('models-managed')],
    fail: fails(is.cluster, 'legacy', 'high'),
    notApplicable: list(is.cluster, 'payments backoffice risk windows models batch branch-edge sandbox'),
  },
  'sec-service-to-service-encryption': {
    pass: list(is.service, 'payments/card-vault'),
    fail: fails(is.service, 'backoffice/reporting', 'medium'),
    manual: list(is.service, 'payments/ledger'),
    notApplicable: list(is.service, notCalledInside),
  },
  'sec-sni-certificates': {
    pass: list(is.listener, 'public-edge:443 public-edge:8443 net:acquirer:443 backoffice:443'),
    fail: fails(is.listener, 'internal:443 internal:8443', 'medium'),
    notApplicable: list(is.listener, 'public-edge:80 backoffice:80 website:80 net:features:8080'),
  },
  'sec-nitro-encryption': {
    pass: list(is.autoScalingGroup, 'windows-2022'),
    fail: fails(is.cluster, 'legacy', 'low'),
    notApplicable: [
      ...list(is.autoScalingGroup, 'risk-al2023'),
      ...list(is.capacityProvider, 'models-managed'),
      ...list(is.cluster, 'payments backoffice risk windows models batch branch-edge sandbox'),
    ],
  },
  'sec-data-store-ingress': {
    pass: list(is.securityGroup, 'databases'),
    fail: fails(is.securityGroup, 'caches', 'medium'),
    notApplicable: list(is.securityGroup, 'file-systems ledger vpc-endpoints'),
  },
  'sec-endpoint-policies': {
    pass: list(is.endpoint, 'core-ecr.api core-ecr.dkr'),
    fail: fails(is.endpoint, 'core-s3', 'low'),
    notApplicable: list(is.endpoint, 'core-logs core-secretsmanager'),
  },
  'sec-cluster-isolation': {
    pass: list(is.cluster, 'branch-edge'),
    fail: fails(is.cluster, 'payments backoffice windows legacy', 'medium'),
    notApplicable: list(is.cluster, 'risk models batch sandbox'),
  },
  'ops-network-acls': {
    pass: list(is.subnet, 'core-dmz-a core-dmz-b core-dmz-c'),
    fail: [
      ...fails(is.subnet, 'core-private-a core-private-b core-private-c', 'low'),
      ...fails(is.subnet, 'core-public-a backoffice-private-a backoffice-private-b backoffice-private-c', 'info'),
      ...fails(is.subnet, 'backoffice-public-a backoffice-public-b', 'info'),
    ],
    notApplicable: list(is.subnet, 'core-public-b backoffice-public-c default-default-a'),
  },
  'ops-api-authentication': {
    pass: list(is.latticeService, 'card-vault'),
    fail: [],
    manual: [...list(is.loadBalancer, 'public-edge backoffice'), ...list(is.api, 'http:partners rest:statements')],
    notApplicable: list(is.loadBalancer, 'internal net:acquirer net:features'),
  },
})
