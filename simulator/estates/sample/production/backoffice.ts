import { addCluster, type ClusterSite } from '../../builders/clusters.ts'
import { logGroupName } from '../../builders/families.ts'
import { addPolicy, addRole, allow, trustService, trustTasks } from '../../builders/roles.ts'
import { fromCidrs } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import { ec2Id, type Site } from '../../builders/site.ts'
import { domain, inProduction, ownedBy, restricted } from '../company.ts'
import { hostile } from '../hostile.ts'
import { planted } from '../planted-secrets.ts'
import type { Edge } from './edge.ts'

/** The company's own tools, each run by whoever needed it. */
export function addBackoffice(site: Site, edge: Edge): void {
  const cluster = addCluster(site, {
    name: 'backoffice',
    vpc: 'backoffice',
    tier: 'backoffice-private',
    insights: 'enabled',
    tags: inProduction,
  })
  addAdminPortal(cluster, edge)
  addReporting(cluster, edge)
  addKycDocuments(cluster, edge)
  addSupportDesk(cluster, edge)
  addPartnerSandbox(cluster)
}

/** On the internet without TLS, with a token in plain text and a role that can become any other. */
function addAdminPortal(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addService(cluster, {
    name: 'admin-portal',
    desired: 1,
    revisions: 21,
    tier: 'backoffice-public',
    zones: ['a', 'b'],
    publicIp: true,
    tags: ownedBy('operations'),
    ingress: [fromCidrs(['0.0.0.0/0'], 8080)],
    balancing: { listener: edge.backofficePlain, p99: 0.8, drain: 300 },
    deployment: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    repository: {
      releases: ['1.19.0', 'latest'],
      user: '',
      mutability: 'MUTABLE',
      base: 'ubuntu:24.04',
      buildSteps: ['RUN /bin/sh -c apt-get update && apt-get install -y curl gcc'],
    },
    logs: { retentionInDays: 14 },
    role: {
      trust: [trustTasks(site), trustService('ec2.amazonaws.com')],
      inline: { operate: [allow(['ecs:RunTask', 'iam:PassRole'], '*')] },
    },
    app: {
      image: `${site.account}.dkr.ecr.${site.region}.amazonaws.com/backoffice/admin-portal:latest`,
      user: undefined,
      readonlyRootFilesystem: undefined,
      healthCheck: undefined,
      environment: [
        { name: 'PORTAL_URL', value: `http://admin.${domain}` },
        { name: 'SCM_TOKEN', value: planted.adminPortalToken },
      ],
    },
  })
}

/** One role for everything, trusted by another company; static AWS keys; statements on a share without TLS. */
function addReporting(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  const role = addRole(site, {
    name: 'use1-reporting',
    trust: [
      trustTasks(site),
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: 'sts:AssumeRole' },
    ],
    attached: ['AmazonECSTaskExecutionRolePolicy'],
    inline: { reports: [allow('s3:PutObject', '*')] },
  })
  addService(cluster, {
    name: 'reporting',
    desired: 2,
    revisions: 16,
    tags: { ...ownedBy('finance'), ...restricted },
    roleArn: role,
    executionRoleArn: role,
    balancing: { listener: edge.backoffice, host: `reports.${domain}`, p99: 22, drain: 10, matcher: '200-499' },
    scaling: { min: 2, max: 4, by: 'schedule' },
    deployment: { minimumHealthyPercent: 0 },
    repository: { scanStatus: 'SCAN_ELIGIBILITY_EXPIRED' },
    task: {
      volumes: [
        {
          name: 'statements',
          efsVolumeConfiguration: { fileSystemId: ec2Id(site, 'fs', 'statements'), rootDirectory: '/' },
        },
      ],
    },
    app: {
      healthCheck: undefined,
      portMappings: [{ name: 'http', containerPort: 8080, hostPort: 8080, protocol: 'tcp', appProtocol: 'http' }],
      mountPoints: [{ sourceVolume: 'statements', containerPath: '/statements', readOnly: false }],
      environment: [
        { name: 'AWS_ACCESS_KEY_ID', value: planted.reportingKeyId },
        { name: 'AWS_SECRET_ACCESS_KEY', value: planted.reportingSecretKey },
      ],
    },
  })
}

/** Slow uploads, and kept well: TLS to the share, a boundary around the role, nothing in plain text. */
function addKycDocuments(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addPolicy(site, 'use1-workload-boundary', allow(['s3:*', 'dynamodb:*', 'sqs:*', 'kms:Decrypt'], '*'))
  addService(cluster, {
    name: 'kyc-documents',
    desired: 3,
    revisions: 19,
    tags: { ...ownedBy('onboarding'), ...restricted },
    balancing: { listener: edge.backoffice, host: `documents.${domain}`, p99: 45, drain: 120 },
    scaling: { min: 2, max: 6 },
    role: {
      boundary: 'use1-workload-boundary',
      inline: {
        documents: [allow('s3:*', ['arn:aws:s3:::larkfield-kyc-documents', 'arn:aws:s3:::larkfield-kyc-documents/*'])],
      },
    },
    task: {
      volumes: [
        {
          name: 'inbox',
          efsVolumeConfiguration: {
            fileSystemId: ec2Id(site, 'fs', 'kyc-inbox'),
            transitEncryption: 'ENABLED',
            authorizationConfig: { accessPointId: ec2Id(site, 'fsap', 'kyc-inbox'), iam: 'ENABLED' },
          },
        },
      ],
    },
    app: {
      mountPoints: [{ sourceVolume: 'inbox', containerPath: '/inbox', readOnly: false }],
      environment: [
        { name: 'DB_PASSWORD_FILE', value: '/run/secrets/database' },
        { name: 'UPLOAD_TOKEN_HEADER', value: 'x-upload-token' },
        {
          name: 'SIGNING_SECRET_ARN',
          value: `arn:aws:secretsmanager:${site.region}:${site.account}:secret:kyc/signing`,
        },
        { name: 'OAUTH_TOKEN_ENDPOINT', value: `https://id.${domain}/oauth2/token` },
      ],
    },
  })
}

/** Open to the whole internet inside a private subnet, slow to drain, patched late; somebody traced it once and left the right to. */
function addSupportDesk(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addService(cluster, {
    name: 'support-desk',
    desired: 2,
    revisions: 13,
    zones: ['a', 'b'],
    tags: ownedBy('support'),
    ingress: [fromCidrs(['0.0.0.0/0'], 8080)],
    balancing: { listener: edge.backoffice, host: `support.${domain}`, p99: 0.3, drain: 300 },
    scaling: { min: 2, max: 4 },
    logs: { retentionInDays: null },
    app: {
      readonlyRootFilesystem: undefined,
      linuxParameters: { initProcessEnabled: true, capabilities: { add: ['SYS_PTRACE'], drop: [] } },
      secrets: [
        {
          name: 'AWS_SECRET_ACCESS_KEY',
          valueFrom: `arn:aws:secretsmanager:${site.region}:${site.account}:secret:backoffice/support-desk-4kQz7P`,
        },
      ],
    },
  })
}

/** A partner's container: nothing it calls itself may be believed, and it has been silent for days. */
function addPartnerSandbox(cluster: ClusterSite): void {
  addService(cluster, {
    name: 'partner-sandbox',
    desired: 1,
    revisions: 3,
    image: `registry.partner.example/${hostile.markup}:latest`,
    quietMinutes: 3 * 1440,
    tags: {
      owner: hostile.markup,
      'cost-centre': hostile.formula,
      team: hostile.rightToLeft,
      description: hostile.script,
      note: hostile.emoji,
      ticket: hostile.plusFormula,
    },
    app: {
      dockerLabels: { maintainer: hostile.script, greeting: hostile.template, [hostile.formula]: hostile.longWord },
      environment: [
        { name: hostile.formula, value: 'on' },
        { name: hostile.emoji, value: hostile.rightToLeft },
        { name: 'LOG_GROUP', value: logGroupName('partner-sandbox') },
      ],
    },
  })
}
