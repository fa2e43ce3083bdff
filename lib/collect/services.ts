/** The SDK clients, by the name IAM gives their service. Each is loaded at its first call. */
export const services = {
  ecs: async () => {
    const sdk = await import('@aws-sdk/client-ecs')
    return { sdk, Client: sdk.ECSClient }
  },
  ec2: async () => {
    const sdk = await import('@aws-sdk/client-ec2')
    return { sdk, Client: sdk.EC2Client }
  },
  elasticloadbalancing: async () => {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2')
    return { sdk, Client: sdk.ElasticLoadBalancingV2Client }
  },
  iam: async () => {
    const sdk = await import('@aws-sdk/client-iam')
    return { sdk, Client: sdk.IAMClient }
  },
  sts: async () => {
    const sdk = await import('@aws-sdk/client-sts')
    return { sdk, Client: sdk.STSClient }
  },
  ecr: async () => {
    const sdk = await import('@aws-sdk/client-ecr')
    return { sdk, Client: sdk.ECRClient }
  },
  inspector2: async () => {
    const sdk = await import('@aws-sdk/client-inspector2')
    return { sdk, Client: sdk.Inspector2Client }
  },
  codedeploy: async () => {
    const sdk = await import('@aws-sdk/client-codedeploy')
    return { sdk, Client: sdk.CodeDeployClient }
  },
  cloudwatch: async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch')
    return { sdk, Client: sdk.CloudWatchClient }
  },
  logs: async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs')
    return { sdk, Client: sdk.CloudWatchLogsClient }
  },
  events: async () => {
    const sdk = await import('@aws-sdk/client-eventbridge')
    return { sdk, Client: sdk.EventBridgeClient }
  },
  scheduler: async () => {
    const sdk = await import('@aws-sdk/client-scheduler')
    return { sdk, Client: sdk.SchedulerClient }
  },
  tag: async () => {
    const sdk = await import('@aws-sdk/client-resource-groups-tagging-api')
    return { sdk, Client: sdk.ResourceGroupsTaggingAPIClient }
  },
  kms: async () => {
    const sdk = await import('@aws-sdk/client-kms')
    return { sdk, Client: sdk.KMSClient }
  },
  secretsmanager: async () => {
    const sdk = await import('@aws-sdk/client-secrets-manager')
    return { sdk, Client: sdk.SecretsManagerClient }
  },
  ssm: async () => {
    const sdk = await import('@aws-sdk/client-ssm')
    return { sdk, Client: sdk.SSMClient }
  },
  s3: async () => {
    const sdk = await import('@aws-sdk/client-s3')
    return { sdk, Client: sdk.S3Client }
  },
  s3control: async () => {
    const sdk = await import('@aws-sdk/client-s3-control')
    const { PlainHostS3ControlClient } = await import('./s3-control-client.ts')
    return { sdk, Client: PlainHostS3ControlClient }
  },
  cloudtrail: async () => {
    const sdk = await import('@aws-sdk/client-cloudtrail')
    return { sdk, Client: sdk.CloudTrailClient }
  },
  guardduty: async () => {
    const sdk = await import('@aws-sdk/client-guardduty')
    return { sdk, Client: sdk.GuardDutyClient }
  },
  securityhub: async () => {
    const sdk = await import('@aws-sdk/client-securityhub')
    return { sdk, Client: sdk.SecurityHubClient }
  },
  config: async () => {
    const sdk = await import('@aws-sdk/client-config-service')
    return { sdk, Client: sdk.ConfigServiceClient }
  },
  organizations: async () => {
    const sdk = await import('@aws-sdk/client-organizations')
    return { sdk, Client: sdk.OrganizationsClient }
  },
  cloudformation: async () => {
    const sdk = await import('@aws-sdk/client-cloudformation')
    return { sdk, Client: sdk.CloudFormationClient }
  },
  codebuild: async () => {
    const sdk = await import('@aws-sdk/client-codebuild')
    return { sdk, Client: sdk.CodeBuildClient }
  },
  codepipeline: async () => {
    const sdk = await import('@aws-sdk/client-codepipeline')
    return { sdk, Client: sdk.CodePipelineClient }
  },
  'compute-optimizer': async () => {
    const sdk = await import('@aws-sdk/client-compute-optimizer')
    return { sdk, Client: sdk.ComputeOptimizerClient }
  },
  servicequotas: async () => {
    const sdk = await import('@aws-sdk/client-service-quotas')
    return { sdk, Client: sdk.ServiceQuotasClient }
  },
  sqs: async () => {
    const sdk = await import('@aws-sdk/client-sqs')
    return { sdk, Client: sdk.SQSClient }
  },
  xray: async () => {
    const sdk = await import('@aws-sdk/client-xray')
    return { sdk, Client: sdk.XRayClient }
  },
  acm: async () => {
    const sdk = await import('@aws-sdk/client-acm')
    return { sdk, Client: sdk.ACMClient }
  },
  wafv2: async () => {
    const sdk = await import('@aws-sdk/client-wafv2')
    return { sdk, Client: sdk.WAFV2Client }
  },
  'vpc-lattice': async () => {
    const sdk = await import('@aws-sdk/client-vpc-lattice')
    return { sdk, Client: sdk.VPCLatticeClient }
  },
  servicediscovery: async () => {
    const sdk = await import('@aws-sdk/client-servicediscovery')
    return { sdk, Client: sdk.ServiceDiscoveryClient }
  },
  apigateway: async () => {
    const sdk = await import('@aws-sdk/client-api-gateway')
    return { sdk, Client: sdk.APIGatewayClient }
  },
  apigatewayv2: async () => {
    const sdk = await import('@aws-sdk/client-apigatewayv2')
    return { sdk, Client: sdk.ApiGatewayV2Client }
  },
  rds: async () => {
    const sdk = await import('@aws-sdk/client-rds')
    return { sdk, Client: sdk.RDSClient }
  },
  elasticache: async () => {
    const sdk = await import('@aws-sdk/client-elasticache')
    return { sdk, Client: sdk.ElastiCacheClient }
  },
  elasticfilesystem: async () => {
    const sdk = await import('@aws-sdk/client-efs')
    return { sdk, Client: sdk.EFSClient }
  },
  fsx: async () => {
    const sdk = await import('@aws-sdk/client-fsx')
    return { sdk, Client: sdk.FSxClient }
  },
  backup: async () => {
    const sdk = await import('@aws-sdk/client-backup')
    return { sdk, Client: sdk.BackupClient }
  },
  'application-autoscaling': async () => {
    const sdk = await import('@aws-sdk/client-application-auto-scaling')
    return { sdk, Client: sdk.ApplicationAutoScalingClient }
  },
  autoscaling: async () => {
    const sdk = await import('@aws-sdk/client-auto-scaling')
    return { sdk, Client: sdk.AutoScalingClient }
  },
}

export type ServiceName = keyof typeof services

type Sdk<S extends ServiceName> = Awaited<ReturnType<(typeof services)[S]>>['sdk']
type Constructed<C> = C extends new (input: never) => infer Instance ? Instance : never

/** The SDK's command for an action such as `ecs:DescribeServices`; never for an action no client here has. */
type CommandOf<A extends string> = A extends `${infer S extends ServiceName}:${infer Operation}`
  ? `${Operation}Command` extends keyof Sdk<S>
    ? Constructed<Sdk<S>[`${Operation}Command`]>
    : never
  : never

export type InputOf<A extends string> = InputOfCommand<CommandOf<A>>
export type OutputOf<A extends string> = OutputOfCommand<CommandOf<A>>

type InputOfCommand<C> = C extends { readonly input: infer Input } ? Input : never
type OutputOfCommand<C> = C extends {
  resolveMiddleware(...args: never): (args: never) => Promise<{ output: infer Output }>
}
  ? Output
  : never

/** What IAM calls an operation, where that is not the API's own name. */
const iamNames: Readonly<Record<string, string>> = {
  'apigateway:GetResources': 'apigateway:GET',
  'apigateway:GetRestApis': 'apigateway:GET',
  'apigateway:GetVpcLinks': 'apigateway:GET',
  'apigatewayv2:GetApis': 'apigateway:GET',
  'apigatewayv2:GetIntegrations': 'apigateway:GET',
  'apigatewayv2:GetRoutes': 'apigateway:GET',
  'apigatewayv2:GetVpcLinks': 'apigateway:GET',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
}

/** The IAM action that an operation needs: its name in policies, sections, gaps and the ledger. */
export function iamActionOf(operation: string): string {
  return iamNames[operation] ?? operation
}

/** `ecs:DescribeServices` in its two halves. */
export function splitAction(action: string): { service: ServiceName; operation: string } {
  const [service = '', operation = ''] = action.split(':')
  if (!isServiceName(service)) throw new TypeError(`no client for ${action}`)
  return { service, operation }
}

function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(services, name)
}
