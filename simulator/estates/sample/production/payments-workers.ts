import type { ClusterSite } from '../../builders/clusters.ts'
import { awslogs } from '../../builders/definitions.ts'
import { logGroupName } from '../../builders/families.ts'
import { addRole, allow, roleArn, trustTasks } from '../../builders/roles.ts'
import { addService } from '../../builders/services.ts'
import { arn, hoursAgo } from '../../builders/site.ts'
import { critical, domain, harmless, ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'
import type { Edge } from './edge.ts'

/** The smaller services of the payments cluster, by the teams around it. */
export function addPaymentsWorkers(cluster: ClusterSite, edge: Edge): void {
  const { site } = cluster
  addRole(site, {
    name: 'use1-messaging-task',
    trust: [trustTasks(site)],
    inline: { messaging: [allow('dynamodb:*', '*'), allow('sqs:SendMessage', arn(site, 'sqs', 'messages'))] },
  })
  addWebhookDispatcher(cluster)
  addNotifications(cluster)
  addFxRates(cluster)
  addRefunds(cluster)
  addPaymentLinks(cluster, edge)
  addMerchantOnboarding(cluster, edge)
  addRetired(cluster)
}

/** Stood at its maximum for hours, cannot roll out at its minimum, and shares a role with notifications. */
function addWebhookDispatcher(cluster: ClusterSite): void {
  const { site } = cluster
  addService(cluster, {
    name: 'webhook-dispatcher',
    desired: 6,
    revisions: 14,
    tags: ownedBy('messaging'),
    roleArn: roleArn(site, 'use1-messaging-task'),
    scaling: { min: 1, max: 6, pinned: { from: 58, to: 50 } },
    deployment: { maximumPercent: 150 },
    app: {
      environment: [
        { name: 'EGRESS_PROFILE', value: planted.egressProfile },
        { name: 'MESSAGES_QUEUE_URL', value: `https://sqs.${site.region}.amazonaws.com/${site.account}/messages` },
      ],
    },
    sidecars: [
      {
        name: 'datadog-agent',
        image: 'datadog/agent:7',
        essential: false,
        user: undefined,
        healthCheck: undefined,
        logConfiguration: awslogs(site, logGroupName('webhook-dispatcher'), 'datadog'),
      },
    ],
  })
}

function addNotifications(cluster: ClusterSite): void {
  const { site } = cluster
  addService(cluster, {
    name: 'notifications',
    desired: 2,
    revisions: 12,
    tags: { ...ownedBy('messaging'), ...harmless },
    roleArn: roleArn(site, 'use1-messaging-task'),
    app: {
      readonlyRootFilesystem: undefined,
      healthCheck: undefined,
      versionConsistency: 'disabled',
      environment: [
        { name: 'SMTP_HOST', value: `smtp.${domain}` },
        { name: 'BOUNCES_QUEUE', value: 'bounces' },
        { name: 'SMTP_PASSWORD', value: planted.smtpPassword },
      ],
    },
    stopped: [
      {
        reason: 'Essential container in task exited',
        code: 'EssentialContainerExited',
        exitCode: 137,
        at: hoursAgo(site, 0.4),
      },
    ],
  })
}

/** One task by design, on an old platform version, in the VPC's default group; its image has nothing in it but a binary. */
function addFxRates(cluster: ClusterSite): void {
  const { site } = cluster
  addService(cluster, {
    name: 'fx-rates',
    desired: 1,
    tags: { ...ownedBy('treasury'), singleton: 'true' },
    groups: [],
    executionRoleArn: addRole(site, {
      name: 'use1-fx-rates-execution',
      trust: [trustTasks(site)],
      attached: ['AmazonECSTaskExecutionRolePolicy'],
      inline: {
        secrets: [
          allow(
            'secretsmanager:GetSecretValue',
            arn(site, 'secretsmanager', 'secret:payments/fx-rates/database-??????'),
          ),
        ],
      },
    }),
    platformVersion: '1.3.0',
    repository: { user: '65532', scanStatus: 'UNSUPPORTED_IMAGE' },
    app: {
      user: undefined,
      healthCheck: { command: ['CMD-SHELL', 'exit 0'], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
    },
  })
}

/** Still runs a revision that was deregistered, with a role that was deleted. */
function addRefunds(cluster: ClusterSite): void {
  const { site } = cluster
  addService(cluster, {
    name: 'refunds',
    desired: 2,
    revisions: 9,
    serves: 7,
    inactive: [1, 2, 3, 4, 5, 6, 7],
    tags: { ...ownedBy('payments'), ...critical },
    roleArn: roleArn(site, 'refunds-legacy-task'),
    scaling: { min: 2, max: 4 },
    deployment: {
      minimumHealthyPercent: 100,
      maximumPercent: 100,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    },
    repository: { releases: ['stable'], mutability: 'MUTABLE_WITH_EXCLUSION', exclusions: ['1.*', 'stable'] },
    app: {
      image: `${site.account}.dkr.ecr.${site.region}.amazonaws.com/payments/refunds:stable`,
      dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }],
      healthCheck: {
        command: ['CMD', '/app/server', '--probe'],
        interval: 60,
        timeout: 5,
        retries: 5,
        startPeriod: 60,
      },
    },
    sidecars: [
      {
        name: 'init',
        image: 'larkfield/migrations:stable',
        repositoryCredentials: {
          credentialsParameter: arn(site, 'secretsmanager', 'secret:payments/docker-hub-4kQz7P'),
        },
        essential: false,
        healthCheck: undefined,
        command: ['/app/migrate'],
      },
    ],
  })
}

/** Nobody's any more: one task, one zone, a public subnet, no way to roll out or back. */
function addPaymentLinks(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'payment-links',
    desired: 1,
    revisions: 5,
    tier: 'core-public',
    zones: ['a'],
    balancing: { listener: edge.public, host: `pay.${domain}`, p99: 0.9 },
    deployment: { maximumPercent: 150, deploymentCircuitBreaker: { enable: false, rollback: false } },
  })
}

/** Deployed by the team's own controller, into a tier whose internet gateway lets nothing in. */
function addMerchantOnboarding(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'merchant-onboarding',
    desired: 2,
    revisions: 10,
    controller: 'EXTERNAL',
    tier: 'core-dmz',
    tags: ownedBy('onboarding'),
    balancing: { listener: edge.public, host: `join.${domain}`, p99: 0.6 },
    scaling: { min: 2, max: 6 },
    logs: null,
    app: {
      logConfiguration: {
        logDriver: 'splunk',
        options: { 'splunk-url': `https://logs.${domain}:8088`, 'splunk-token': planted.logCollectorToken },
      },
    },
  })
}

/** Services without tasks: one that could be started again at any time, and one that is being deleted. */
function addRetired(cluster: ClusterSite): void {
  addService(cluster, {
    name: 'loyalty-points',
    desired: 0,
    revisions: 6,
    tags: ownedBy('loyalty'),
    deployment: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    app: { readonlyRootFilesystem: undefined, healthCheck: undefined },
  })
  addService(cluster, {
    name: 'webhook-relay',
    desired: 0,
    draining: true,
    tags: ownedBy('messaging'),
    deployment: { minimumHealthyPercent: 0, deploymentCircuitBreaker: { enable: false, rollback: false } },
    app: { user: undefined, readonlyRootFilesystem: undefined },
  })
}
