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

/** `ecs:DescribeServices` in its two halves. */
export function splitAction(action: string): { service: ServiceName; operation: string } {
  const [service = '', operation = ''] = action.split(':')
  if (!isServiceName(service)) throw new TypeError(`no client for ${action}`)
  return { service, operation }
}

function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(services, name)
}
