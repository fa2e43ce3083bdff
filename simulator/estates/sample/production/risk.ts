import { addCluster, type ClusterSite } from '../../builders/clusters.ts'
import { addHostGroup } from '../../builders/hosts.ts'
import { addRepository, registryHost } from '../../builders/repositories.ts'
import { fromCidrs } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import type { Site } from '../../builders/site.ts'
import { critical, domain, inProduction, internalDomain, ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'
import type { Edge } from './edge.ts'
import { amazonLinux2023 } from './hosts.ts'

/** Fraud scoring on EC2 hosts of an Auto Scaling group, with the agents that serve every host. */
export function addRisk(site: Site, edge: Edge): void {
  const cluster = addCluster(site, {
    name: 'risk',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enhanced',
    capacityProviders: ['risk-al2023'],
    tags: inProduction,
  })
  const metadata = { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' } as const
  addHostGroup(cluster, {
    name: 'risk-al2023',
    zones: ['a', 'b', 'c'],
    instanceType: 'm7i.xlarge',
    image: amazonLinux2023,
    os: 'linux',
    securityGroup: 'risk-hosts',
    role: 'use1-risk-instance',
    metadata,
    templateMetadata: metadata,
    blocksTaskMetadata: true,
    tags: inProduction,
  })
  addFraudScoring(cluster, edge)
  addRiskFeatures(cluster, edge)
  addLogAgent(cluster)
  addNodeMetrics(cluster)
}

/** Privileged, as root, behind the docker bridge; its database URL with the password stands in the command. */
function addFraudScoring(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'fraud-scoring',
    launch: 'EC2',
    provider: 'risk-al2023',
    desired: 3,
    revisions: 30,
    tags: { ...ownedBy('risk'), ...critical },
    balancing: { listener: edge.internal, host: `fraud.${internalDomain}`, p99: 0.12, targetType: 'instance' },
    scaling: { min: 3, max: 8 },
    logs: null,
    deployment: { minimumHealthyPercent: 50, maximumPercent: 150 },
    task: { networkMode: 'bridge', cpu: '1024', memory: '2048' },
    app: {
      privileged: true,
      user: '0',
      readonlyRootFilesystem: false,
      portMappings: [{ containerPort: 8080, hostPort: 0, protocol: 'tcp' }],
      command: ['serve', `--db=postgres://fraud:${planted.fraudDatabasePassword}@db.${internalDomain}:5432/fraud`],
      logConfiguration: { logDriver: 'json-file', options: { 'max-size': '20m', 'max-file': '5' } },
    },
  })
}

/** What EC2 looks like when it is done well, but for the keys of an object store that is not AWS, and a group that admits more than its load balancer. */
function addRiskFeatures(cluster: ClusterSite, edge: Edge): void {
  addService(cluster, {
    name: 'risk-features',
    launch: 'EC2',
    provider: 'risk-al2023',
    desired: 3,
    revisions: 17,
    tags: ownedBy('risk'),
    ingress: [fromCidrs(['10.0.0.0/8'], 8080)],
    balancing: { listener: edge.features, protocol: 'TCP' },
    scaling: { min: 2, max: 6 },
    app: {
      linuxParameters: { initProcessEnabled: true, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } },
      dockerSecurityOptions: ['no-new-privileges', 'label:type:container_t'],
      environment: [
        { name: 'AWS_ENDPOINT_URL_S3', value: `https://objects.${domain}` },
        { name: 'AWS_ACCESS_KEY_ID', value: 'risk-features' },
        { name: 'AWS_SECRET_ACCESS_KEY', value: planted.objectStoreSecretKey },
      ],
    },
  })
}

function addLogAgent(cluster: ClusterSite): void {
  const { site } = cluster
  addService(cluster, {
    name: 'log-agent',
    launch: 'EC2',
    daemon: true,
    desired: 0,
    revisions: 9,
    tags: ownedBy('platform'),
    deployment: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    image: `${registryHost(site)}/platform/fluent-bit:3.2.4`,
    task: {
      networkMode: 'host',
      cpu: '128',
      memory: '256',
      volumes: [{ name: 'container-logs', host: { sourcePath: '/var/lib/docker/containers' } }],
    },
    app: {
      user: undefined,
      healthCheck: undefined,
      secrets: [],
      portMappings: [],
      mountPoints: [{ sourceVolume: 'container-logs', containerPath: '/logs', readOnly: true }],
    },
  })
}

/** Its image has no tag, and two hosts run different ones. */
function addNodeMetrics(cluster: ClusterSite): void {
  const { site } = cluster
  addRepository(site, { name: 'platform/node-metrics', releases: ['', 'latest'], mutability: 'MUTABLE' })
  addService(cluster, {
    name: 'node-metrics',
    launch: 'EC2',
    daemon: true,
    desired: 0,
    revisions: 4,
    tags: ownedBy('platform'),
    deployment: { minimumHealthyPercent: 100 },
    image: `${registryHost(site)}/platform/node-metrics`,
    roleArn: null,
    task: { networkMode: 'bridge', pidMode: 'host', cpu: '128', memory: '128', executionRoleArn: undefined },
    app: {
      user: 'nobody',
      versionConsistency: 'disabled',
      portMappings: [{ containerPort: 9100, hostPort: 9100, protocol: 'tcp' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/ecs/node-metrics', 'awslogs-region': site.region },
      },
    },
  })
}
