import { ElasticLoadBalancingV2, type TargetTypeEnum } from '@aws-sdk/client-elastic-load-balancing-v2'
import { IAM } from '@aws-sdk/client-iam'
import type { Client } from './client.ts'
import { buildApis, guard, requestCertificate } from './edge.ts'
import { type Network, need } from './network.ts'

/** Target groups that services register with. */
export interface Balancers {
  targetGroups: { web: string; green: string }
}

/** An application load balancer on the internet with all that guards it, a network load balancer inside, and APIs to both. */
export async function buildBalancers(client: Client, network: Network): Promise<Balancers> {
  const elb = new ElasticLoadBalancingV2(client)
  const web = await targetGroup(elb, network, { Name: 'web', Protocol: 'HTTP', HealthCheckPath: '/health' })
  await elb.modifyTargetGroupAttributes({
    TargetGroupArn: web,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
  })
  const front = await buildFront(client, network, web)
  const green = await targetGroup(elb, network, { Name: 'green', Protocol: 'TCP' })
  const inner = await elb.createLoadBalancer({
    Name: 'inner',
    Subnets: network.privateSubnets,
    Scheme: 'internal',
    Type: 'network',
  })
  const networkBalancer = need(inner.LoadBalancers?.[0]?.LoadBalancerArn)
  await elb.createListener({
    LoadBalancerArn: networkBalancer,
    Protocol: 'TCP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: green }],
  })
  await buildApis(client, network, { listener: front, networkBalancer })
  return { targetGroups: { web, green } }
}

async function targetGroup(
  elb: ElasticLoadBalancingV2,
  { vpc }: Network,
  more: { Name: string; Protocol: 'HTTP' | 'TCP'; HealthCheckPath?: string },
): Promise<string> {
  const TargetType: TargetTypeEnum = 'ip'
  const made = await elb.createTargetGroup({ Port: 8080, VpcId: vpc, TargetType, ...more })
  return need(made.TargetGroups?.[0]?.TargetGroupArn)
}

/** @returns the ARN of its HTTPS listener */
async function buildFront(client: Client, { publicSubnets, groups }: Network, TargetGroupArn: string): Promise<string> {
  const elb = new ElasticLoadBalancingV2(client)
  const balancer = await elb.createLoadBalancer({
    Name: 'front',
    Subnets: publicSubnets,
    SecurityGroups: [groups.balancer],
    Scheme: 'internet-facing',
    Type: 'application',
  })
  const LoadBalancerArn = need(balancer.LoadBalancers?.[0]?.LoadBalancerArn)
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }]
  await elb.createListener({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions })
  const uploaded = await new IAM(client).uploadServerCertificate({
    ServerCertificateName: 'old',
    CertificateBody: 'certificate',
    PrivateKey: 'key',
  })
  const made = await elb.createListener({
    LoadBalancerArn,
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn: await requestCertificate(client) }],
    DefaultActions,
  })
  const ListenerArn = need(made.Listeners?.[0]?.ListenerArn)
  await elb.addListenerCertificates({
    ListenerArn,
    Certificates: [{ CertificateArn: need(uploaded.ServerCertificateMetadata?.Arn) }],
  })
  await guard(client, LoadBalancerArn)
  return ListenerArn
}
