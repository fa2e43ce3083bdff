import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

export const traffic = (is: Subjects): Expectations => ({
  'sec-tls-listener': {
    pass: list(is.listener, 'public-edge:443 public-edge:8443 net:acquirer:443 backoffice:443'),
    fail: fails(is.listener, 'backoffice:80', 'high'),
    notApplicable: list(is.listener, 'internal:443 internal:8443 website:80'),
    open: list(is.listener, 'public-edge:80'),
  },
  'sec-tls-policy': {
    pass: list(is.listener, 'public-edge:443 public-edge:8443 internal:443 net:acquirer:443'),
    fail: [...fails(is.listener, 'internal:8443', 'high'), ...fails(is.listener, 'backoffice:443', 'medium')],
    notApplicable: list(is.listener, 'public-edge:80 backoffice:80 website:80'),
  },
  'sec-alb-only-ingress': {
    pass: list(
      is.securityGroup,
      `payments-api metrics-scrape checkout-web card-vault payment-links merchant-onboarding reporting kyc-documents
       risk-hosts model-inference`,
    ),
    fail: [
      ...fails(is.securityGroup, 'admin-portal support-desk', 'high'),
      ...fails(is.securityGroup, 'ledger', 'medium'),
    ],
    notApplicable: list(
      is.securityGroup,
      'acquirer-gateway webhook-dispatcher core-default windows-hosts legacy-hosts alb-public vpc-endpoints',
    ),
  },
})
