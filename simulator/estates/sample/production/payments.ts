import { addCluster, type ClusterSite } from '../../builders/clusters.ts'
import { addDeploymentGroup } from '../../builders/codedeploy.ts'
import { awslogs } from '../../builders/definitions.ts'
import { logGroupName } from '../../builders/families.ts'
import { addRepository, registryHost } from '../../builders/repositories.ts'
import { addRole, trustService } from '../../builders/roles.ts'
import { cardDataKey } from '../../builders/secrets.ts'
import { addSecurityGroup, fromCidrs, fromGroup } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import { arn, hoursAgo, type Site } from '../../builders/site.ts'
import { cardData, critical, domain, inProduction, internalDomain, ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'
import type { Edge } from './edge.ts'

const payments = { ...ownedBy('payments'), ...critical, ...cardData }

/** The cluster that takes the money: Fargate, card data in scope, and the best kept of all. */
export function addPayments(site: Site, edge: Edge): ClusterSite {
  const cluster = addCluster(site, {
    name: 'payments',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enhanced',
    tags: inProduction,
  })
  addPaymentsApi(cluster, edge)
  addLedger(cluster, edge)
  addCheckout(cluster, edge)
  addCardVault(cluster, edge)
  addAcquirerGateway(cluster, edge)
  return cluster
}

/** In the middle of a rollout: two revisions are in use. */
function addPaymentsApi(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  const collector = 'ecr-public/aws-observability/aws-otel-collector'
  addRepository(site, { name: collector, releases: ['v0.45.0', 'v0.45.1'], user: 'aoc', mutability: 'MUTABLE' })
  addSecurityGroup(site, {
    name: 'metrics-scrape',
    vpc: 'core',
    ingress: [fromGroup(site, 'core-default', 9100)],
  })
  addService(cluster, {
    name: 'payments-api',
    desired: 6,
    revisions: 42,
    rolling: { from: 41, tasks: 2 },
    tags: payments,
    groups: ['payments-api', 'metrics-scrape'],
    balancing: { listener: edge.public, host: `api.${domain}`, p99: 0.42 },
    scaling: { min: 4, max: 20 },
    deployment: { alarms: { alarmNames: ['payments-api-5xx'], enable: true, rollback: true } },
    past: { 33: { environment: [{ name: 'DB_PASSWORD', value: planted.retiredDatabasePassword }] } },
    sidecars: [
      {
        name: 'otel-collector',
        image: `${registryHost(site)}/${collector}:v0.45.1`,
        essential: false,
        user: undefined,
        healthCheck: undefined,
        logConfiguration: awslogs(site, logGroupName('payments-api'), 'otel'),
      },
    ],
  })
}

/** Its logs go through a FireLens router that runs as root; its group admits the whole VPC. */
function addLedger(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addRepository(site, { name: 'platform/fluent-bit', releases: ['3.2.2', '3.2.4'], user: '' })
  addService(cluster, {
    name: 'ledger',
    desired: 4,
    revisions: 25,
    tags: payments,
    ingress: [fromCidrs(['10.20.0.0/16'], 8080)],
    balancing: { listener: edge.internal, host: `ledger.${internalDomain}`, p99: 0.18 },
    scaling: { min: 3, max: 12 },
    repository: { mutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['nightly-*'] },
    app: {
      logConfiguration: {
        logDriver: 'awsfirelens',
        options: {
          Name: 'cloudwatch_logs',
          region: site.region,
          log_group_name: logGroupName('ledger'),
          log_stream_prefix: 'ledger/',
        },
      },
    },
    sidecars: [
      {
        name: 'log-router',
        image: `${registryHost(site)}/platform/fluent-bit:3.2.4`,
        user: '0',
        firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } },
        logConfiguration: awslogs(site, logGroupName('ledger'), 'firelens'),
      },
    ],
  })
}

/** CodeDeploy moves its traffic between two target groups; it would rather stall than lose a log line. */
function addCheckout(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'checkout-web',
    desired: 4,
    revisions: 18,
    controller: 'CODE_DEPLOY',
    tags: payments,
    app: {
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': logGroupName('checkout-web'),
          'awslogs-region': cluster.site.region,
          'awslogs-stream-prefix': 'ecs',
          mode: 'blocking',
        },
      },
    },
    balancing: {
      listener: edge.public,
      host: `checkout.${domain}`,
      p99: 0.31,
      green: { testListener: edge.publicTest },
    },
    scaling: { min: 3, max: 10 },
  })
  addDeploymentGroup(cluster, {
    service: 'checkout-web',
    production: edge.public,
    test: edge.publicTest,
    rollbackOn: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
  })
}

/** Blue/green by ECS itself, image pinned by digest, TLS up to the task, which may connect within the VPC only; its listener still speaks TLS 1.1 and its logs are kept 90 days. */
function addCardVault(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addRepository(site, {
    name: 'payments/card-vault',
    releases: ['2.0.8', '2.0.9'],
    index: true,
    mutability: 'MUTABLE',
    key: arn(site, 'kms', `key/${cardDataKey}`),
  })
  const index = site.estate.ecr.repositories
    .find(({ repository }) => repository.repositoryName === 'payments/card-vault')
    ?.images.find(({ detail }) => detail.imageTags?.includes('2.0.9'))
  addService(cluster, {
    name: 'card-vault',
    desired: 3,
    revisions: 9,
    tags: payments,
    image: `${registryHost(site)}/payments/card-vault@${index?.detail.imageDigest}`,
    balancing: {
      listener: edge.vault,
      protocol: 'HTTPS',
      host: `vault.${internalDomain}`,
      p99: 0.07,
      green: { roleArn: addRole(site, { name: 'use1-ecs-traffic', trust: [trustService('ecs.amazonaws.com')] }) },
    },
    scaling: { min: 3, max: 9 },
    egress: [fromCidrs(['10.20.0.0/16'], 443)],
    logs: { retentionInDays: 90 },
    deployment: {
      strategy: 'BLUE_GREEN',
      bakeTimeInMinutes: 10,
      lifecycleHooks: [
        {
          hookTargetArn: `arn:aws:lambda:${site.region}:${site.account}:function:card-vault-smoke-test`,
          roleArn: `arn:aws:iam::${site.account}:role/use1-ecs-traffic`,
          lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
        },
      ],
    },
  })
}

/** Card schemes connect from their own addresses: a network load balancer without groups hands those through. */
function addAcquirerGateway(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'acquirer-gateway',
    desired: 3,
    revisions: 11,
    tags: payments,
    ingress: [fromCidrs(['0.0.0.0/0'], 8583)],
    app: { portMappings: [{ containerPort: 8583, hostPort: 8583, protocol: 'tcp' }] },
    balancing: {
      listener: edge.acquirer,
      port: 8583,
      protocol: 'TCP',
      attributes: { 'preserve_client_ip.enabled': 'true' },
    },
    scaling: { min: 3, max: 6 },
    stopped: [
      {
        reason: 'Scaling activity initiated by (deployment ecs-svc/8270151290)',
        code: 'ServiceSchedulerInitiated',
        exitCode: 0,
        at: hoursAgo(cluster.site, 0.5),
      },
    ],
  })
}
