import type { WebACL } from '@aws-sdk/client-wafv2'
import { roleArn } from '../../builders/roles.ts'
import { arn, daysAgo, ec2Id, hex, required, type Site, uuid } from '../../builders/site.ts'
import type { Edge } from './edge.ts'

/** Ways to services besides their load balancers: Cloud Map, Lattice and API Gateway; and the firewall before them. */
export function addDoors(site: Site, edge: Edge): void {
  addRegistry(site, 'ledger')
  addLattice(site, 'card-vault')
  addServiceConnect(site, 'reporting')
  addPartnerApi(site, edge)
  addStatementsApi(site, edge)
  site.estate.edge.webAcls[edge.public.LoadBalancerArn ?? ''] = webAcl(site)
}

const serviceNamed = (site: Site, name: string) =>
  required(site.estate.ecs.services, ({ serviceName }) => serviceName === name, `service ${name}`)

/** Registered in DNS by Cloud Map. */
function addRegistry(site: Site, service: string): void {
  const Id = `srv-${hex(site, 16, 'srv', service)}`
  const Arn = arn(site, 'servicediscovery', `service/${Id}`)
  site.estate.edge.discoveryServices.push({
    Id,
    Arn,
    Name: service,
    Type: 'DNS_HTTP',
    InstanceCount: 3,
    DnsConfig: { RoutingPolicy: 'MULTIVALUE', DnsRecords: [{ Type: 'A', TTL: 15 }] },
    CreateDate: daysAgo(site, 300),
  })
  serviceNamed(site, service).serviceRegistries = [{ registryArn: Arn, containerName: 'app', containerPort: 8080 }]
}

/** Called by others through Service Connect, without TLS. */
function addServiceConnect(site: Site, service: string): void {
  for (const deployment of serviceNamed(site, service).deployments ?? []) {
    deployment.serviceConnectConfiguration = {
      enabled: true,
      namespace: arn(site, 'servicediscovery', `namespace/ns-${hex(site, 16, 'ns', 'backoffice')}`),
      services: [{ portName: 'http', discoveryName: service, clientAliases: [{ port: 8080, dnsName: service }] }],
    }
  }
}

/** Offered to other VPCs by Lattice, which asks who calls. */
function addLattice(site: Site, service: string): void {
  const id = hex(site, 17, 'tg-lattice', service)
  const targetGroupArn = arn(site, 'vpc-lattice', `targetgroup/tg-${id}`)
  const serviceArn = arn(site, 'vpc-lattice', `service/svc-${hex(site, 17, 'svc-lattice', service)}`)
  site.estate.edge.latticeTargetGroups.push({
    id: `tg-${id}`,
    arn: targetGroupArn,
    name: service,
    type: 'IP',
    protocol: 'HTTPS',
    port: 8080,
    status: 'ACTIVE',
    serviceArns: [serviceArn],
  })
  const listener = `listener-${hex(site, 17, 'listener-lattice', service)}`
  site.estate.edge.latticeServices.push({
    arn: serviceArn,
    listeners: [
      { arn: `${serviceArn}/listener/${listener}`, id: listener, name: 'https', protocol: 'HTTPS', port: 443 },
    ],
    authPolicy: { policy: '{}', state: 'Active' },
  })
  for (const deployment of serviceNamed(site, service).deployments ?? []) {
    deployment.vpcLatticeConfigurations = [
      { roleArn: roleArn(site, 'use1-ecs-infrastructure'), targetGroupArn, portName: 'http' },
    ]
  }
}

/** An HTTP API in front of the internal load balancer. */
function addPartnerApi(site: Site, edge: Edge): void {
  const VpcLinkId = hex(site, 6, 'vpclink', 'partners')
  const IntegrationId = hex(site, 7, 'integration', 'partners')
  const route = (RouteKey: string, AuthorizationType: 'JWT' | 'NONE') => ({
    RouteId: hex(site, 7, 'route', RouteKey),
    RouteKey,
    AuthorizationType,
    Target: `integrations/${IntegrationId}`,
  })
  site.estate.edge.vpcLinks.push({
    VpcLinkId,
    Name: 'partners',
    SecurityGroupIds: [],
    SubnetIds: [ec2Id(site, 'subnet', 'core-private-a')],
    VpcLinkStatus: 'AVAILABLE',
    VpcLinkVersion: 'V2',
  })
  site.estate.edge.httpApis.push({
    api: {
      ApiId: hex(site, 10, 'api', 'partners'),
      Name: 'partners',
      ProtocolType: 'HTTP',
      RouteSelectionExpression: '$request.method $request.path',
    },
    integrations: [
      {
        IntegrationId,
        IntegrationType: 'HTTP_PROXY',
        ConnectionType: 'VPC_LINK',
        ConnectionId: VpcLinkId,
        IntegrationUri: edge.internal.ListenerArn,
      },
    ],
    routes: [route('POST /payouts', 'JWT'), route('GET /status', 'NONE')],
  })
}

/** A REST API, older than the rest, in front of the network load balancer. */
function addStatementsApi(site: Site, edge: Edge): void {
  const link = hex(site, 6, 'vpclink', 'statements')
  const method = (authorizationType: string) => ({
    authorizationType,
    methodIntegration: { type: 'HTTP_PROXY' as const, connectionType: 'VPC_LINK' as const, connectionId: link },
  })
  site.estate.edge.restVpcLinks.push({
    id: link,
    name: 'statements',
    targetArns: [edge.acquirer.LoadBalancerArn ?? ''],
    status: 'AVAILABLE',
  })
  site.estate.edge.restApis.push({
    api: { id: hex(site, 10, 'api', 'statements'), name: 'statements', createdDate: daysAgo(site, 900) },
    resources: [
      { id: hex(site, 10, 'resource', '/'), path: '/' },
      {
        id: hex(site, 10, 'resource', '/statements'),
        path: '/statements',
        pathPart: 'statements',
        resourceMethods: { GET: method('AWS_IAM'), POST: method('NONE') },
      },
    ],
  })
}

function webAcl(site: Site): WebACL {
  const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'public-edge' }
  const id = uuid(site, 'webacl', 'public-edge')
  const group = { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' }
  return {
    Name: 'public-edge',
    Id: id,
    ARN: arn(site, 'wafv2', `regional/webacl/public-edge/${id}`),
    DefaultAction: { Allow: {} },
    VisibilityConfig,
    Rules: [
      {
        Name: 'common',
        Priority: 0,
        Statement: { ManagedRuleGroupStatement: group },
        OverrideAction: { None: {} },
        VisibilityConfig,
      },
      {
        Name: 'too-many-requests',
        Priority: 1,
        Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
        Action: { Block: {} },
        VisibilityConfig,
      },
    ],
  }
}
