import { ACM } from '@aws-sdk/client-acm'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2'
import { ServiceDiscovery } from '@aws-sdk/client-servicediscovery'
import { WAFV2 } from '@aws-sdk/client-wafv2'
import type { Client } from './client.ts'
import { type Network, need } from './network.ts'

/** A certificate of ACM for the front of the services. */
export async function requestCertificate(client: Client): Promise<string> {
  const made = await new ACM(client).requestCertificate({ DomainName: 'shop.example.com', ValidationMethod: 'DNS' })
  return need(made.CertificateArn)
}

/** A web ACL in front of the load balancer. */
export async function guard(client: Client, ResourceArn: string): Promise<void> {
  const waf = new WAFV2(client)
  const visible = (MetricName: string) => ({
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName,
  })
  const made = await waf.createWebACL({
    Name: 'front',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: visible('front'),
    Rules: [
      {
        Name: 'common',
        Priority: 0,
        Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
        OverrideAction: { None: {} },
        VisibilityConfig: visible('common'),
      },
    ],
  })
  await waf.associateWebACL({ WebACLArn: need(made.Summary?.ARN), ResourceArn })
}

/** The name by which services find the good one. */
export async function buildDiscovery(client: Client, vpc: string): Promise<string> {
  const discovery = new ServiceDiscovery(client)
  await discovery.createPrivateDnsNamespace({ Name: 'shop.internal', Vpc: vpc })
  const { Namespaces } = await discovery.listNamespaces({})
  const made = await discovery.createService({
    Name: 'web',
    NamespaceId: need(Namespaces?.[0]?.Id),
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
  })
  return need(made.Service?.Arn)
}

/** APIs that lead through links into the VPC: one asks callers who they are, the other does not. */
export async function buildApis(
  client: Client,
  { privateSubnets, groups }: Network,
  target: { listener: string; networkBalancer: string },
): Promise<void> {
  const http = new ApiGatewayV2(client)
  const link = await http.createVpcLink({
    Name: 'front',
    SubnetIds: privateSubnets,
    SecurityGroupIds: [groups.web],
  })
  const api = await http.createApi({ Name: 'open', ProtocolType: 'HTTP' })
  const ApiId = need(api.ApiId)
  const integration = await http.createIntegration({
    ApiId,
    IntegrationType: 'HTTP_PROXY',
    IntegrationMethod: 'ANY',
    ConnectionType: 'VPC_LINK',
    ConnectionId: need(link.VpcLinkId),
    IntegrationUri: target.listener,
    PayloadFormatVersion: '1.0',
  })
  await http.createRoute({
    ApiId,
    RouteKey: 'GET /orders',
    AuthorizationType: 'NONE',
    Target: `integrations/${need(integration.IntegrationId)}`,
  })
  await buildRestApi(client, target.networkBalancer)
}

async function buildRestApi(client: Client, balancer: string): Promise<void> {
  const rest = new APIGateway(client)
  const link = await rest.createVpcLink({ name: 'inner', targetArns: [balancer] })
  const restApiId = need((await rest.createRestApi({ name: 'guarded' })).id)
  const { items } = await rest.getResources({ restApiId })
  const method = { restApiId, resourceId: need(items?.[0]?.id), httpMethod: 'GET' }
  await rest.putMethod({ ...method, authorizationType: 'AWS_IAM' })
  await rest.putIntegration({
    ...method,
    type: 'HTTP_PROXY',
    integrationHttpMethod: 'GET',
    uri: 'http://inner.example.com/orders',
    connectionType: 'VPC_LINK',
    connectionId: need(link.id),
  })
}
