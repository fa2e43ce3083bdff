import type { Call } from './call.ts'
import { type InputOf, iamActionOf } from './services.ts'

/** What a probe needs to know to ask for something that does not exist, in a form that AWS reads. */
export interface ProbeContext {
  account: string
  partition: string
  region: string
  now: Date
}

export interface Probe {
  action: string
  /** @throws CallError */
  send(call: Call, context: ProbeContext): Promise<unknown>
}

const nobody = 'tidewaiter-probe'
const ecsTargets = { ServiceNamespace: 'ecs' } as const
const noId = '0'.repeat(32)
const noDigest = `sha256:${'0'.repeat(64)}`

/**
 * For each action that the role is granted, a request that costs nothing: for one item, or for one that does not exist.
 * AWS checks the permission before it looks, and EC2 says with DryRun what it would have done.
 */
export const probes: readonly Probe[] = [
  probe('application-autoscaling:DescribeScalableTargets', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('application-autoscaling:DescribeScalingPolicies', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('application-autoscaling:DescribeScheduledActions', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('autoscaling:DescribeAutoScalingGroups', () => ({ AutoScalingGroupNames: [nobody] })),
  probe('cloudwatch:GetMetricData', ({ now }) => ({
    StartTime: new Date(now.getTime() - 3_600_000),
    EndTime: now,
    MetricDataQueries: [
      {
        Id: 'm1',
        MetricStat: { Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }, Period: 300, Stat: 'Average' },
      },
    ],
  })),
  probe('codedeploy:GetDeploymentGroup', () => ({ applicationName: nobody, deploymentGroupName: nobody })),
  probe('codedeploy:ListApplications', () => ({})),
  probe('codedeploy:ListDeploymentGroups', () => ({ applicationName: nobody })),
  probe('ec2:DescribeImages', () => ({ DryRun: true, Owners: ['self'] })),
  probe('ec2:DescribeInstances', () => ({ DryRun: true })),
  probe('ec2:DescribeLaunchTemplateVersions', () => ({ DryRun: true, Versions: ['$Latest'] })),
  probe('ec2:DescribeNetworkInterfaces', () => ({ DryRun: true })),
  probe('ec2:DescribeRegions', () => ({ DryRun: true })),
  probe('ec2:DescribeRouteTables', () => ({ DryRun: true })),
  probe('ec2:DescribeSecurityGroups', () => ({ DryRun: true })),
  probe('ec2:DescribeSubnets', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcEndpoints', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcs', () => ({ DryRun: true })),
  probe('ec2:GetInstanceMetadataDefaults', () => ({ DryRun: true })),
  probe('ec2:GetManagedPrefixListEntries', () => ({ DryRun: true, PrefixListId: 'pl-00000000000000000' })),
  probe('ecr:BatchGetImage', () => ({ repositoryName: nobody, imageIds: [{ imageTag: nobody }] })),
  probe('ecr:BatchGetRepositoryScanningConfiguration', () => ({ repositoryNames: [nobody] })),
  probe('ecr:DescribeImageScanFindings', () => ({ repositoryName: nobody, imageId: { imageTag: nobody } })),
  probe('ecr:DescribeImages', () => ({ repositoryName: nobody })),
  probe('ecr:DescribePullThroughCacheRules', () => ({ maxResults: 1 })),
  probe('ecr:DescribeRepositories', () => ({ maxResults: 1 })),
  probe('ecr:GetDownloadUrlForLayer', () => ({ repositoryName: nobody, layerDigest: noDigest })),
  probe('ecr:GetRegistryScanningConfiguration', () => ({})),
  probe('ecs:DescribeCapacityProviders', () => ({ maxResults: 1 })),
  probe('ecs:DescribeClusters', () => ({ clusters: [nobody] })),
  probe('ecs:DescribeContainerInstances', () => ({ cluster: nobody, containerInstances: [noId] })),
  probe('ecs:DescribeServiceDeployments', (context) => ({
    serviceDeploymentArns: [arn(context, 'ecs', `service-deployment/${nobody}/${nobody}/${nobody}`)],
  })),
  probe('ecs:DescribeServiceRevisions', (context) => ({
    serviceRevisionArns: [arn(context, 'ecs', `service-revision/${nobody}/${nobody}/1`)],
  })),
  probe('ecs:DescribeServices', () => ({ cluster: nobody, services: [nobody] })),
  probe('ecs:DescribeTaskDefinition', () => ({ taskDefinition: nobody })),
  probe('ecs:DescribeTasks', () => ({ cluster: nobody, tasks: [noId] })),
  probe('ecs:ListAccountSettings', () => ({ maxResults: 1 })),
  probe('ecs:ListClusters', () => ({ maxResults: 1 })),
  probe('ecs:ListContainerInstances', () => ({ cluster: nobody })),
  probe('ecs:ListServiceDeployments', () => ({ cluster: nobody, service: nobody })),
  probe('ecs:ListServices', () => ({ cluster: nobody })),
  probe('ecs:ListTaskDefinitions', () => ({ maxResults: 1 })),
  probe('ecs:ListTasks', () => ({ cluster: nobody })),
  probe('elasticloadbalancing:DescribeListeners', (context) => ({
    LoadBalancerArn: arn(context, 'elasticloadbalancing', `loadbalancer/app/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeLoadBalancers', () => ({ PageSize: 1 })),
  probe('elasticloadbalancing:DescribeRules', (context) => ({
    ListenerArn: arn(context, 'elasticloadbalancing', `listener/app/${nobody}/0000000000000000/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeSSLPolicies', () => ({ PageSize: 1 })),
  probe('elasticloadbalancing:DescribeTargetGroupAttributes', (context) => ({
    TargetGroupArn: arn(context, 'elasticloadbalancing', `targetgroup/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeTargetGroups', () => ({ PageSize: 1 })),
  probe('events:ListRuleNamesByTarget', (context) => ({ TargetArn: arn(context, 'ecs', `cluster/${nobody}`) })),
  probe('events:ListTargetsByRule', () => ({ Rule: nobody })),
  probe('iam:GetAccountAuthorizationDetails', () => ({ Filter: ['Role' as const], MaxItems: 1 })),
  probe('inspector2:BatchGetAccountStatus', ({ account }) => ({ accountIds: [account] })),
  probe('inspector2:ListFindings', () => ({ maxResults: 1 })),
  probe('logs:DescribeLogGroups', () => ({ limit: 1 })),
  probe('logs:DescribeLogStreams', () => ({ logGroupName: nobody, limit: 1 })),
  probe('scheduler:GetSchedule', () => ({ Name: nobody })),
  probe('scheduler:ListSchedules', () => ({ MaxResults: 1 })),
  probe('tag:GetResources', () => ({ ResourcesPerPage: 1 })),
]

function probe<const A extends string>(action: A, input: (context: ProbeContext) => NoInfer<InputOf<A>>): Probe {
  return { action: iamActionOf(action), send: (call, context) => call(action, input(context), context.region) }
}

function arn({ partition, account, region }: ProbeContext, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`
}
