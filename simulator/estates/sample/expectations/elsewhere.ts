import { type Expectations, fails, list } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const nothing = { pass: [], fail: [], notApplicable: [] }

/** What production in eu-west-1 has that us-east-1 has not. */
export const productionEuWest1 = (is: Subjects): Expectations => ({
  'net-endpoint-ecr': { ...nothing, fail: fails(is.vpc, 'core', 'low') },
  'cap-multi-az': { ...nothing, pass: list(is.service, 'risk/fraud-scoring payments/card-vault') },
  'cap-service-autoscaling': { ...nothing, fail: fails(is.service, 'payments/notifications', 'low') },
  'iam-imdsv2-required': { ...nothing, pass: list(is.launchTemplate, 'risk-al2') },
  'iam-imds-block-awsvpc': { ...nothing, fail: fails(is.autoScalingGroup, 'risk-al2', 'high') },
  'img-scan-enabled': {
    ...nothing,
    pass: list(is.repository, 'payments/payments-api payments/invoice-pdf risk/fraud-scoring'),
    fail: fails(is.repository, 'payments/ledger', 'medium', { heuristic: true }),
  },
  'img-no-critical-high': {
    ...nothing,
    fail: fails(is.repository, 'payments/notifications', 'medium', { heuristic: true }),
  },
  'ops-deployment-rollback': { ...nothing, fail: fails(is.service, 'payments/checkout-web', 'high') },
  'ops-fargate-platform': { ...nothing, pass: list(is.service, 'payments/invoice-pdf payments/payments-api') },
  'ctr-non-root-user': {
    ...nothing,
    pass: list(is.container, 'kyc-documents'),
    notApplicable: list(is.container, 'invoice-pdf'),
  },
  'iam-cloudtrail-enabled': { ...nothing, pass: [is.accountRegion()] },
  'iam-cloudtrail-alerting': { ...nothing, pass: [is.accountRegion()] },
  'cmp-config-inventory': { ...nothing, pass: [is.accountRegion()] },
  'img-findings-routed': { ...nothing, pass: [is.accountRegion()] },
  'ops-exec-instead-of-ssh': { ...nothing, pass: list(is.autoScalingGroup, 'risk-al2') },
  'rt-runtime-defense': {
    ...nothing,
    pass: list(is.cluster, 'payments'),
    fail: fails(is.cluster, 'risk', 'medium'),
  },
})

/** Staging: plain text of other kinds, severities that PROD would raise, and nothing that records or watches. */
export const stagingEuWest1 = (is: Subjects): Expectations => ({
  'net-task-public-ip': { ...nothing, fail: fails(is.service, 'tools/admin-portal', 'high') },
  'net-container-insights': { ...nothing, fail: fails(is.cluster, 'tools', 'low') },
  'cap-multi-az': { ...nothing, notApplicable: list(is.service, 'tools/fraud-scoring payments/ledger') },
  'cap-service-autoscaling': { ...nothing, fail: fails(is.service, 'payments/ledger payments/checkout-web', 'low') },
  'sto-efs-transit-encryption': { ...nothing, fail: fails(is.family, 'reporting', 'medium') },
  'ops-deployment-rollback': { ...nothing, fail: fails(is.service, 'payments/ledger tools/admin-portal', 'low') },
  'sec-tls-policy': { ...nothing, fail: fails(is.listener, 'public-edge:443', 'medium') },
  'scr-no-plaintext-env': {
    ...nothing,
    fail: [...fails(is.container, 'ledger admin-portal', 'critical'), ...fails(is.container, 'reporting', 'high')],
  },
  'img-scan-enabled': {
    ...nothing,
    pass: list(is.repository, 'payments/ledger'),
    fail: fails(is.repository, 'tools/admin-portal tools/reporting', 'high'),
  },
  'log-retention': { ...nothing, pass: list(is.logGroup, 'admin-portal') },
  'iam-cloudtrail-enabled': { ...nothing, fail: [{ id: is.accountRegion(), severity: 'high' }] },
  'iam-cloudtrail-alerting': { ...nothing, notApplicable: [is.accountRegion()] },
  'cmp-config-inventory': { ...nothing, fail: [{ id: is.accountRegion(), severity: 'medium' }] },
  'img-findings-routed': { ...nothing, fail: [{ id: is.accountRegion(), severity: 'low' }] },
  'iam-pipeline-deploys': { ...nothing, notApplicable: list(is.service, 'payments/payments-api tools/admin-portal') },
  'ops-exec-access': { ...nothing, notApplicable: list(is.service, 'payments/notifications tools/fraud-scoring') },
  'rt-runtime-defense': { ...nothing, fail: fails(is.cluster, 'payments tools', 'medium') },
})

/** Staging again: health data, a trail nobody watches, and containers that reach the metadata of their host. */
export const stagingUsEast1 = (is: Subjects): Expectations => ({
  'net-awsvpc-mode': { ...nothing, fail: fails(is.family, 'terminal-updates', 'medium') },
  'iam-service-linked-role': {
    ...nothing,
    fail: fails(is.role, 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS', 'medium'),
  },
  'iam-instance-role-scoped': { ...nothing, pass: list(is.role, 'use1-terminals-instance') },
  'iam-imdsv2-required': { ...nothing, pass: list(is.launchTemplate, 'terminals-al2') },
  'iam-imds-block-bridge': { ...nothing, fail: fails(is.autoScalingGroup, 'terminals-al2', 'high') },
  'iam-imds-block-awsvpc': { ...nothing, notApplicable: list(is.autoScalingGroup, 'terminals-al2') },
  'iam-cloudtrail-enabled': { ...nothing, pass: [is.accountRegion()] },
  'iam-cloudtrail-alerting': { ...nothing, fail: [{ id: is.accountRegion(), severity: 'medium' }] },
  'sec-tls-listener': { ...nothing, pass: list(is.listener, 'public-edge:443') },
  'sec-tls-policy': { ...nothing, pass: list(is.listener, 'public-edge:443') },
  'sec-tls-to-targets': {
    pass: list(is.targetGroup, 'clinic-billing'),
    fail: fails(is.targetGroup, 'clinic-referrals', 'medium'),
    notApplicable: list(is.targetGroup, 'payments-api terminal-updates'),
  },
  'cmp-phi-encryption': {
    pass: list(is.service, 'clinics/clinic-billing'),
    fail: fails(is.service, 'clinics/clinic-referrals', 'high'),
    notApplicable: list(is.service, 'payments/payments-api terminals/terminal-updates'),
  },
  'cmp-phi-logging': {
    pass: list(is.service, 'clinics/clinic-billing'),
    fail: fails(is.service, 'clinics/clinic-referrals', 'high'),
    notApplicable: list(is.service, 'payments/payments-api terminals/terminal-updates'),
  },
  'img-scan-enabled': {
    ...nothing,
    pass: list(is.repository, 'clinics/clinic-billing clinics/clinic-referrals terminals/terminal-updates'),
  },
  'rt-runtime-defense': { ...nothing, fail: fails(is.cluster, 'payments clinics terminals', 'medium') },
})
