import { addCluster } from '../../builders/clusters.ts'
import { addTaskFamily } from '../../builders/families.ts'
import { allow } from '../../builders/roles.ts'
import { addSchedule, addScheduledRule } from '../../builders/schedules.ts'
import { addSecurityGroup } from '../../builders/security-groups.ts'
import { arn, type Site } from '../../builders/site.ts'
import { addStandaloneTask } from '../../builders/standalone.ts'
import { cardData, inProduction, ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'

/** The nightly work: a rule, two schedules, and a task somebody started by hand. No service at all. */
export function addBatch(site: Site): void {
  const cluster = addCluster(site, {
    name: 'batch',
    vpc: 'core',
    tier: 'core-private',
    insights: 'disabled',
    tags: inProduction,
  })
  addSecurityGroup(site, { name: 'batch-tasks', vpc: 'core' })
  addTaskFamily(cluster, {
    name: 'settlement-batch',
    revisions: 13,
    tags: { ...ownedBy('treasury'), ...cardData },
    app: { portMappings: [], healthCheck: undefined },
    role: {
      inline: {
        settle: [
          allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }),
          allow('s3:PutObject', 'arn:aws:s3:::larkfield-settlement/*'),
        ],
      },
    },
  })
  addScheduledRule(cluster, {
    name: 'settlement-batch',
    taskDefinition: 'settlement-batch',
    expression: 'cron(30 1 * * ? *)',
    group: 'batch-tasks',
    overrides: { containerOverrides: [{ name: 'app', environment: [{ name: 'BUSINESS_DAY', value: 'previous' }] }] },
  })
  addTaskFamily(cluster, { name: 'reconciliation', revisions: 6, tags: ownedBy('treasury'), app: { portMappings: [] } })
  addSchedule(cluster, {
    name: 'reconciliation',
    taskDefinition: 'reconciliation:6',
    expression: 'rate(4 hours)',
    group: 'batch-tasks',
    overrides: {
      containerOverrides: [
        { name: 'app', environment: [{ name: 'UPSTREAM_AUTH', value: planted.reconciliationToken }] },
      ],
    },
  })
  addTaskFamily(cluster, {
    name: 'ledger-export',
    revisions: 2,
    tags: ownedBy('finance'),
    logs: null,
    app: { portMappings: [] },
  })
  addSchedule(cluster, {
    name: 'ledger-export',
    taskDefinition: 'ledger-export:2',
    expression: 'cron(0 5 * * ? *)',
    group: 'batch-tasks',
    tier: 'core-public',
    publicIp: true,
  })
  addStandaloneTask(cluster, {
    name: 'ledger-backfill',
    revisions: 2,
    tags: ownedBy('payments'),
    zone: 'b',
    group: 'batch-tasks',
    startedHoursAgo: 9,
    app: { portMappings: [] },
    role: { inline: { rows: [allow('dynamodb:UpdateItem', arn(site, 'dynamodb', 'table/ledger'))] } },
    overrides: { containerOverrides: [{ name: 'app', command: ['backfill', '--from=2026-01-01'] }] },
  })
}
