import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { ECR } from '@aws-sdk/client-ecr'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { IAM } from '@aws-sdk/client-iam'
import { ACCOUNT, type Client } from './client.ts'
import { buildNetwork, type Network, need } from './network.ts'
import { buildHosts, buildServices } from './services.ts'

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      },
    ],
  })

/** Builds an account through AWS calls: good and bad services on Fargate and EC2, behind a load balancer and without. */
export async function buildAccount(client: Client): Promise<void> {
  const network = await buildNetwork(client)
  await buildRoles(client)
  await buildRegistryAndLogs(client)
  const targetGroup = await buildBalancer(client, network)
  await buildServices(client, network, targetGroup)
  await buildHosts(client, network)
}

async function buildRoles(client: Client): Promise<void> {
  const iam = new IAM(client)
  const role = (RoleName: string, service = 'ecs-tasks.amazonaws.com') =>
    iam.createRole({ RoleName, AssumeRolePolicyDocument: trust(service) })
  for (const name of ['web-task', 'web-execution', 'bad-task']) await role(name)
  await role('hosts', 'ec2.amazonaws.com')
  const policy = (Action: string | string[], Resource: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] })
  const put = (RoleName: string, PolicyDocument: string) =>
    iam.putRolePolicy({ RoleName, PolicyName: 'own', PolicyDocument })
  await put('web-task', policy(['s3:GetObject'], 'arn:aws:s3:::web-uploads/*'))
  await put('bad-task', policy('*', '*'))
  await iam.createInstanceProfile({ InstanceProfileName: 'hosts' })
  await iam.addRoleToInstanceProfile({ InstanceProfileName: 'hosts', RoleName: 'hosts' })
}

async function buildRegistryAndLogs(client: Client): Promise<void> {
  const ecr = new ECR(client)
  const logs = new CloudWatchLogs(client)
  await ecr.createRepository({
    repositoryName: 'web',
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
  })
  await ecr.putRegistryScanningConfiguration({
    scanType: 'BASIC',
    rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: 'web', filterType: 'WILDCARD' }] }],
  })
  await ecr.createRepository({ repositoryName: 'bad', imageTagMutability: 'MUTABLE' })
  for (const [logGroupName, retentionInDays] of [
    ['/ecs/web', 90],
    ['/ecs/bad', 7],
  ] as const) {
    await logs.createLogGroup({ logGroupName })
    await logs.putRetentionPolicy({ logGroupName, retentionInDays })
  }
}

async function buildBalancer(client: Client, { vpc, publicSubnets, groups }: Network): Promise<string> {
  const elb = new ElasticLoadBalancingV2(client)
  const balancer = await elb.createLoadBalancer({
    Name: 'front',
    Subnets: publicSubnets,
    SecurityGroups: [groups.balancer],
    Scheme: 'internet-facing',
    Type: 'application',
  })
  const LoadBalancerArn = need(balancer.LoadBalancers?.[0]?.LoadBalancerArn)
  const target = await elb.createTargetGroup({
    Name: 'web',
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: vpc,
    TargetType: 'ip',
    HealthCheckPath: '/health',
  })
  const TargetGroupArn = need(target.TargetGroups?.[0]?.TargetGroupArn)
  await elb.modifyTargetGroupAttributes({
    TargetGroupArn,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
  })
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }]
  await elb.createListener({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions })
  const uploaded = await new IAM(client).uploadServerCertificate({
    ServerCertificateName: 'front',
    CertificateBody: 'certificate',
    PrivateKey: 'key',
  })
  const Certificates = [{ CertificateArn: need(uploaded.ServerCertificateMetadata?.Arn) }]
  await elb.createListener({
    LoadBalancerArn,
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates,
    DefaultActions,
  })
  return TargetGroupArn
}
