import { addCluster } from '../../builders/clusters.ts'
import { addExternalInstance } from '../../builders/container-instances.ts'
import { addDaemon } from '../../builders/daemons.ts'
import { addHostGroup, addLaunchTemplate, addLooseHosts } from '../../builders/hosts.ts'
import { addManagedInstances } from '../../builders/managed-instances.ts'
import { registryHost } from '../../builders/repositories.ts'
import { addService } from '../../builders/services.ts'
import { arn, type Site } from '../../builders/site.ts'
import { inProduction, internalDomain, ownedBy, restricted } from '../company.ts'
import { planted } from '../planted-secrets.ts'
import type { Edge } from './edge.ts'
import { amazonLinux2, amazonLinux2023, windows2022 } from './hosts.ts'
import { windowsShare } from './stores.ts'

/** Statements are rendered with Windows fonts: two hosts in a single zone that answer to the first metadata version. */
export function addWindows(site: Site): void {
  const cluster = addCluster(site, {
    name: 'windows',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enabled',
    capacityProviders: ['windows-2022'],
    tags: inProduction,
  })
  addHostGroup(cluster, {
    name: 'windows-2022',
    zones: ['b', 'b'],
    instanceType: 'm6i.xlarge',
    image: windows2022,
    os: 'windows',
    securityGroup: 'windows-hosts',
    role: 'use1-windows-instance',
    metadata: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
    tags: inProduction,
  })
  addService(cluster, {
    name: 'statement-renderer',
    launch: 'EC2',
    provider: 'windows-2022',
    desired: 2,
    revisions: 7,
    tags: { ...ownedBy('finance'), ...restricted },
    scaling: { min: 2, max: 4 },
    repository: { platform: 'windows', user: 'ContainerUser' },
    task: {
      cpu: undefined,
      memory: undefined,
      runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' },
      volumes: [
        {
          name: 'templates',
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: windowsShare(site),
            rootDirectory: 'templates',
            authorizationConfig: {
              credentialsParameter: arn(site, 'secretsmanager', 'secret:windows/file-share-Xw81Qa'),
              domain: internalDomain,
            },
          },
        },
      ],
    },
    app: {
      cpu: 1024,
      memory: 2048,
      user: undefined,
      readonlyRootFilesystem: undefined,
      linuxParameters: undefined,
      healthCheck: {
        command: ['CMD', 'powershell', '-Command', 'Invoke-WebRequest http://localhost:8080/healthz -UseBasicParsing'],
        interval: 20,
        timeout: 10,
        retries: 3,
        startPeriod: 90,
      },
    },
  })
}

/** One machine with a public address that joined by hand, and the adapter nobody dares to move. */
export function addLegacy(site: Site): void {
  const cluster = addCluster(site, {
    name: 'legacy',
    vpc: 'core',
    tier: 'core-public',
    capacityProviders: [],
    tags: inProduction,
  })
  addLooseHosts(cluster, {
    name: 'legacy-host',
    zones: ['a'],
    instanceType: 'm5.large',
    image: amazonLinux2,
    os: 'linux',
    securityGroup: 'legacy-hosts',
    role: 'use1-legacy-instance',
    publicIp: true,
    volume: { type: 'gp2', encrypted: false },
    metadata: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
  })
  addService(cluster, {
    name: 'soap-adapter',
    launch: 'EC2',
    desired: 1,
    revisions: 5,
    tags: { ...ownedBy('integration'), ...restricted },
    roleArn: null,
    logs: null,
    deployment: {
      minimumHealthyPercent: 0,
      maximumPercent: 100,
      deploymentCircuitBreaker: { enable: false, rollback: false },
    },
    repository: { name: 'tools/soap-adapter', user: '', mutability: 'MUTABLE', dockerHealthCheck: true },
    task: { networkMode: 'host', cpu: undefined, memory: undefined },
    app: {
      memoryReservation: 512,
      user: undefined,
      readonlyRootFilesystem: undefined,
      healthCheck: undefined,
      logConfiguration: undefined,
      linuxParameters: { capabilities: { add: ['NET_ADMIN'], drop: [] } },
      dockerSecurityOptions: ['seccomp:unconfined'],
    },
  })
  addLaunchTemplate(
    site,
    'bastion',
    { image: amazonLinux2023, instanceType: 't3.micro', role: 'use1-legacy-instance', securityGroup: 'legacy-hosts' },
    undefined,
  )
}

/** ECS Anywhere on machines in the branches: card terminals on a serial line, and a synchroniser beside them. */
export function addBranches(site: Site): void {
  const cluster = addCluster(site, {
    name: 'branch-edge',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enabled',
    capacityProviders: [],
    tags: inProduction,
  })
  for (const branch of ['dublin', 'cork']) addExternalInstance(cluster, branch)
  addService(cluster, {
    name: 'terminal-gateway',
    launch: 'EXTERNAL',
    desired: 2,
    revisions: 8,
    tags: { ...ownedBy('branches'), ...restricted },
    app: {
      memory: 256,
      linuxParameters: {
        initProcessEnabled: true,
        devices: [{ hostPath: '/dev/ttyS0', containerPath: '/dev/ttyS0', permissions: ['read', 'write'] }],
      },
    },
  })
  addService(cluster, {
    name: 'branch-sync',
    launch: 'EXTERNAL',
    daemon: true,
    desired: 0,
    revisions: 3,
    tags: { ...ownedBy('branches'), ...restricted },
    roleArn: null,
    logs: null,
    task: { networkMode: 'host' },
    app: { memory: 128, portMappings: [], logConfiguration: { logDriver: 'journald' } },
  })
}

/** Model inference on ECS Managed Instances, with a daemon of which one container is hardened and the other is not. */
export function addModels(site: Site, edge: Edge): void {
  const cluster = addCluster(site, {
    name: 'models',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enhanced',
    capacityProviders: ['models-managed'],
    tags: inProduction,
  })
  addManagedInstances(cluster, {
    name: 'models-managed',
    zones: ['a', 'b', 'c'],
    securityGroup: 'models-hosts',
    role: 'use1-models-instance',
    infrastructureRole: 'use1-ecs-infrastructure',
  })
  addDaemon(cluster, {
    name: 'node-metrics',
    provider: 'models-managed',
    running: 3,
    containers: [
      {
        name: 'log-shipper',
        image: `${registryHost(site)}/platform/fluent-bit:3.2.4`,
        healthCheck: {
          command: ['CMD-SHELL', 'curl -f http://127.0.0.1:2020/api/v1/health'],
          interval: 10,
          retries: 3,
        },
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/model-inference',
            'awslogs-region': site.region,
            'awslogs-stream-prefix': 'node-metrics',
          },
        },
      },
      {
        name: 'collector',
        image: `${registryHost(site)}/platform/node-metrics:latest`,
        user: 'root',
        privileged: true,
        readonlyRootFilesystem: false,
        linuxParameters: undefined,
        environment: [{ name: 'UPLOAD_TOKEN', value: planted.daemonUploadToken }],
      },
    ],
  })
  addService(cluster, {
    name: 'model-inference',
    launch: 'MANAGED_INSTANCES',
    provider: 'models-managed',
    desired: 3,
    revisions: 11,
    tags: ownedBy('risk'),
    balancing: { listener: edge.internal, host: `models.${internalDomain}`, p99: 0.25 },
    scaling: { min: 2, max: 5 },
    task: { cpu: '2048', memory: '4096' },
  })
}
