import type { RegionEstate } from '../estate.ts'

type Operations = Pick<
  RegionEstate,
  | 'applicationAutoscaling'
  | 'autoscaling'
  | 'cloudwatch'
  | 'events'
  | 'scheduler'
  | 'ecr'
  | 'inspector2'
  | 'codedeploy'
  | 'logs'
>

export const imageDigest = `sha256:${'1'.repeat(64)}`
export const configDigest = `sha256:${'2'.repeat(64)}`
export const configBlob = '{"architecture":"amd64","config":{"User":"app"}}'
export const scheduledAction = 'arn:aws:ecs:us-east-1:111122223333:cluster/main'
const manifest = JSON.stringify({ schemaVersion: 2, config: { digest: configDigest } })
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const resourceId = 'service/main/api'

/** The minute a period begins in is its value; the fifth has none. */
function minuteButFive(start: Date): number | undefined {
  const minute = start.getUTCMinutes()
  return minute === 5 ? undefined : minute
}

export function fixtureOperations(now: Date): Operations {
  const scalable = {
    ServiceNamespace: 'ecs' as const,
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
  }
  return {
    applicationAutoscaling: {
      scalableTargets: [{ ...scalable, MinCapacity: 2, MaxCapacity: 10, RoleARN: 'arn:role', CreationTime: now }],
      scalingPolicies: Array.from({ length: 12 }, (_, index) => ({
        ...scalable,
        PolicyARN: `arn:policy/${index}`,
        PolicyName: `policy-${index}`,
        PolicyType: 'TargetTrackingScaling' as const,
        CreationTime: now,
      })),
      scheduledActions: [
        {
          ...scalable,
          ScheduledActionName: 'night',
          ScheduledActionARN: 'arn:action',
          Schedule: 'cron(0 22 * * ? *)',
          CreationTime: now,
        },
      ],
      scalingActivities: [
        {
          ...scalable,
          ActivityId: 'activity',
          Description: 'Setting desired count to 4.',
          Cause: 'monitor alarm high in state ALARM triggered policy cpu60',
          StartTime: now,
          StatusCode: 'Successful' as const,
        },
      ],
    },
    autoscaling: {
      groups: [
        {
          AutoScalingGroupName: 'hosts',
          MinSize: 1,
          MaxSize: 3,
          DesiredCapacity: 2,
          DefaultCooldown: 300,
          AvailabilityZones: ['us-east-1a', 'us-east-1b'],
          HealthCheckType: 'EC2',
          CreatedTime: now,
        },
      ],
      launchConfigurations: [
        { LaunchConfigurationName: 'old', ImageId: 'ami-1', InstanceType: 'm5.large', CreatedTime: now },
      ],
    },
    cloudwatch: {
      series: [
        {
          namespace: 'AWS/ECS',
          metricName: 'CPUUtilization',
          dimensions: [{ Name: 'ClusterName', Value: 'main' }],
          stats: {
            Average: minuteButFive,
            p99: () => 99.5,
          },
        },
      ],
      alarms: [{ AlarmName: 'api-high-cpu', StateValue: 'OK', AlarmConfigurationUpdatedTimestamp: now }],
      compositeAlarms: [{ AlarmName: 'api-unwell', AlarmRule: 'ALARM("api-high-cpu")', StateValue: 'OK' }],
    },
    events: {
      rules: [
        {
          Name: 'nightly',
          Arn: 'arn:aws:events:us-east-1:111122223333:rule/nightly',
          State: 'ENABLED',
          ScheduleExpression: 'rate(1 day)',
          targets: [
            { Id: 'task', Arn: scheduledAction, RoleArn: 'arn:role', EcsParameters: { TaskDefinitionArn: 'arn:task' } },
          ],
          tags: { environment: 'production' },
        },
      ],
    },
    scheduler: {
      schedules: [
        {
          Name: 'settle',
          GroupName: 'default',
          Arn: 'arn:aws:scheduler:us-east-1:111122223333:schedule/default/settle',
          State: 'ENABLED',
          ScheduleExpression: 'rate(1 hour)',
          CreationDate: now,
          Target: { Arn: scheduledAction, RoleArn: 'arn:role', EcsParameters: { TaskDefinitionArn: 'arn:task' } },
        },
      ],
    },
    ecr: {
      repositories: [
        {
          repository: {
            repositoryName: 'api',
            repositoryArn: 'arn:aws:ecr:us-east-1:111122223333:repository/api',
            registryId: '111122223333',
            imageTagMutability: 'IMMUTABLE',
            createdAt: now,
          },
          scanning: { repositoryName: 'api', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' },
          tags: { environment: 'production' },
          lifecyclePolicyText: '{"rules":[]}',
          images: [
            {
              detail: {
                repositoryName: 'api',
                imageDigest,
                imageTags: ['stable'],
                imagePushedAt: now,
                imageManifestMediaType: manifestType,
                imageScanStatus: { status: 'COMPLETE' },
              },
              manifest,
              config: { digest: configDigest, body: configBlob },
              scanFindings: {
                imageScanCompletedAt: now,
                findingSeverityCounts: { CRITICAL: 1, HIGH: 1 },
                findings: [
                  { name: 'CVE-2026-0001', severity: 'CRITICAL' },
                  { name: 'CVE-2026-0002', severity: 'HIGH' },
                ],
              },
            },
            { detail: { repositoryName: 'api', imageDigest: `sha256:${'3'.repeat(64)}` }, manifest },
          ],
        },
      ],
      registryScanning: { scanType: 'ENHANCED', rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [] }] },
      pullThroughCacheRules: [{ ecrRepositoryPrefix: 'docker-hub', upstreamRegistryUrl: 'registry-1.docker.io' }],
      replication: { rules: [{ destinations: [{ region: 'eu-west-1', registryId: '111122223333' }] }] },
      creationTemplates: [{ prefix: 'ROOT', appliedFor: ['PULL_THROUGH_CACHE'], imageTagMutability: 'IMMUTABLE' }],
    },
    inspector2: {
      accountStatus: {
        accountId: '111122223333',
        state: { status: 'ENABLED', errorCode: undefined, errorMessage: undefined },
        resourceState: {
          ec2: { status: 'ENABLED', errorCode: undefined, errorMessage: undefined },
          ecr: { status: 'ENABLED', errorCode: undefined, errorMessage: undefined },
        },
      },
      coverage: [
        {
          accountId: '111122223333',
          resourceId: 'arn:image',
          resourceType: 'AWS_ECR_CONTAINER_IMAGE',
          scanType: 'PACKAGE',
        },
      ],
      findings: ['CRITICAL' as const, 'HIGH' as const].map((severity) => ({
        findingArn: `arn:aws:inspector2:us-east-1:111122223333:finding/${severity}`,
        awsAccountId: '111122223333',
        type: 'PACKAGE_VULNERABILITY',
        description: 'A vulnerability',
        severity,
        firstObservedAt: now,
        lastObservedAt: now,
        status: 'ACTIVE',
        remediation: { recommendation: { text: 'Upgrade' } },
        fixAvailable: 'YES',
        resources: [
          {
            type: 'AWS_ECR_CONTAINER_IMAGE',
            id: 'arn:image',
            details: {
              awsEcrContainerImage: { repositoryName: 'api', imageHash: imageDigest, registry: '111122223333' },
            },
          },
        ],
      })),
    },
    codedeploy: {
      applications: [{ applicationName: 'shop', computePlatform: 'ECS', createTime: now }],
      deploymentGroups: [
        {
          applicationName: 'shop',
          deploymentGroupName: 'blue-green',
          ecsServices: [{ serviceName: 'blue-green', clusterName: 'main' }],
        },
      ],
    },
    logs: {
      groups: [
        {
          logGroupName: '/ecs/api',
          arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/ecs/api:*',
          retentionInDays: 90,
          creationTime: now.getTime(),
        },
      ],
      streams: {
        '/ecs/api': ['app/app/1', 'app/app/2', 'sidecar/log/1'].map((logStreamName, index) => ({
          logStreamName,
          lastEventTimestamp: now.getTime() - index,
          lastIngestionTime: now.getTime(),
        })),
      },
      metricFilters: [{ filterName: 'errors', logGroupName: '/ecs/api', filterPattern: 'ERROR' }],
      tags: { '/ecs/api': { environment: 'production' } },
    },
  }
}
