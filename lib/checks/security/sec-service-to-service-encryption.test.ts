import type { VpcEncryptionControl, VpcPeeringConnection } from '#lib/inventory/types/ec2-network.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { container, service, taskDefinition, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { listener, loadBalancer } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-service-to-service-encryption.ts'

const tags = [{ key: 'data-classification', value: 'restricted' }]
const cde = [{ key: 'compliance', value: 'pci' }]
const one = (over: Partial<Service>, deployment = {}) => [
  service({ tags, deployments: service().deployments.map((it) => ({ ...it, ...deployment })), ...over }),
]
const connect = (...services: { portName: string; tls: boolean }[]) => ({
  services: one({}, { serviceConnectConfiguration: { enabled: true, namespace: 'shop', services } }),
})
const mapped = (appProtocol?: string) => ({
  taskDefinitions: [
    taskDefinition({
      containerDefinitions: [
        container({ portMappings: [{ containerPort: 8080, protocol: 'tcp', name: 'http', appProtocol }] }),
      ],
    }),
  ],
})
const internal = (Protocol: string, over = {}) => ({
  services: one({}),
  loadBalancers: [loadBalancer({ Scheme: 'internal' })],
  listeners: [listener({ Protocol, ...over })],
})
const registered = {
  services: one({ serviceRegistries: [{ registryArn: id.arn('servicediscovery', 'service/srv-1') }] }),
}
const latticeArn = id.arn('vpc-lattice', 'service/svc-1')
const latticeGroup = id.arn('vpc-lattice', 'targetgroup/tg-1')
const lattice = (protocol: string, state?: string) => ({
  services: one({}, { vpcLatticeConfigurations: [{ targetGroupArn: latticeGroup, portName: 'http' }] }),
  latticeTargetGroups: [{ arn: latticeGroup, serviceArns: [latticeArn] }],
  latticeListeners: [{ arn: `${latticeArn}/listener/l-1`, serviceArn: latticeArn, protocol, port: 443 }],
  latticeAuthPolicies: [{ serviceArn: latticeArn, state }],
})
const control = (over: Partial<VpcEncryptionControl> = {}) => ({
  vpcEncryptionControls: [
    {
      VpcEncryptionControlId: 'vpcec-1',
      VpcId: 'vpc-main',
      Mode: 'enforce',
      State: 'available',
      ResourceExclusions: { Lambda: 'disabled', VpcPeering: 'disabled' },
      ...over,
    },
  ],
})
const excluding = (kind: string) => control({ ResourceExclusions: { [kind]: 'enabled' } })
const peering: VpcPeeringConnection = {
  VpcPeeringConnectionId: 'pcx-1',
  Status: { Code: 'active' },
  RequesterVpcInfo: { VpcId: 'vpc-main', CidrBlocks: [] },
  AccepterVpcInfo: { VpcId: 'vpc-other', CidrBlocks: [] },
}
const plain = internal('HTTP')

testCheck(check, {
  pass: {
    'Service Connect with TLS does not tell who calls': {
      given: connect({ portName: 'http', tls: true }),
      hint: 'does not tell who calls',
    },
    'mutual TLS at the internal load balancer': { given: internal('HTTPS') },
    'HTTPS at the internal load balancer': {
      given: internal('HTTPS', { MutualAuthentication: undefined }),
      hint: 'does not ask callers for a certificate',
    },
    'TLS at an internal network load balancer': {
      given: internal('TLS', { MutualAuthentication: undefined }),
      hint: 'front:443 encrypts',
    },
    'Lattice with HTTPS and a policy in force': { given: lattice('HTTPS', 'Active') },
    'Lattice passes TLS through': { given: lattice('TLS_PASSTHROUGH'), hint: 'no auth policy asks' },
    'the VPC enforces encryption': { given: { ...plain, ...control() } },
    'an exclusion of a way that is not used': { given: { ...plain, ...excluding('VpcPeering') } },
    'the VPC of the hosts enforces it': {
      given: {
        ...onEc2({ service: { tags, networkConfiguration: undefined } }),
        loadBalancers: plain.loadBalancers,
        listeners: plain.listeners,
        ...control(),
      },
    },
  },
  fail: {
    'Service Connect speaks HTTP without TLS': {
      given: { ...connect({ portName: 'http', tls: false }), ...mapped('http') },
      message: 'connect',
    },
    'Service Connect speaks HTTP without TLS, though load balancers could not be read': {
      given: { ...connect({ portName: 'http', tls: false }), ...mapped('http'), loadBalancers: [] },
      gaps: [
        {
          section: 'loadBalancers',
          region: id.region,
          action: 'elasticloadbalancing:DescribeLoadBalancers',
          reason: 'denied',
        },
      ],
      message: 'connect',
    },
    'one of two ports has no TLS': {
      given: {
        ...connect({ portName: 'admin', tls: true }, { portName: 'http', tls: false }),
        ...mapped('grpc'),
      },
      message: 'connect',
    },
    'HTTP at the internal load balancer': { given: plain, message: 'balancer' },
    'HTTP at the internal load balancer of a CodeDeploy deployment': {
      given: {
        ...plain,
        services: one({
          deploymentController: { type: 'CODE_DEPLOY' },
          deployments: [],
          networkConfiguration: undefined,
          loadBalancers: [],
          taskSets: [taskSet()],
        }),
      },
      message: 'balancer',
    },
    'HTTP for card data is high': {
      given: { ...plain, services: one({ tags: cde }) },
      message: 'balancer',
      severity: 'high',
    },
    'HTTP for health records is high': {
      given: { ...plain, services: one({ tags: [{ key: 'compliance', value: 'hipaa' }] }) },
      message: 'balancer',
      severity: 'high',
    },
    'an encrypted way does not cover another': {
      given: { ...plain, ...connect({ portName: 'http', tls: true }) },
      message: 'balancer',
    },
    'Lattice with HTTP': { given: lattice('HTTP', 'Active'), message: 'lattice' },
    'the VPC only watches': { given: { ...plain, ...control({ Mode: 'monitor' }) }, message: 'balancer' },
    'enforcing is not in force yet': { given: { ...plain, ...control({ State: 'creating' }) }, message: 'balancer' },
    'another VPC enforces it': { given: { ...plain, ...control({ VpcId: 'vpc-other' }) }, message: 'balancer' },
    'peering is in use and excluded': {
      given: { ...plain, ...excluding('VpcPeering'), vpcPeeringConnections: [peering] },
      message: 'balancer',
    },
    'functions may call and are excluded': { given: { ...plain, ...excluding('Lambda') }, message: 'balancer' },
    'Lattice is in use and excluded': { given: { ...lattice('HTTP'), ...excluding('VpcLattice') }, message: 'lattice' },
    'a file system is in use and excluded': {
      given: {
        ...plain,
        taskDefinitions: [
          taskDefinition({ volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }] }),
        ],
        ...excluding('ElasticFileSystem'),
      },
      message: 'balancer',
    },
  },
  manual: {
    'Cloud Map gives no encryption': {
      given: registered,
      reason: 'TLS inside the process',
      shows: ['serviceRegistries'],
    },
    'Cloud Map for the primary task set of an external deployment': {
      given: {
        services: one({
          deploymentController: { type: 'EXTERNAL' },
          taskSets: [taskSet({ serviceRegistries: [{ registryArn: id.arn('servicediscovery', 'service/srv-1') }] })],
        }),
      },
      shows: ['taskSets[0].serviceRegistries'],
    },
    'Service Connect carries plain TCP': { given: { ...connect({ portName: 'http', tls: false }), ...mapped() } },
    'a pass-through listener': { given: internal('TCP'), shows: ['Protocol'] },
  },
  notApplicable: {
    'nothing classifies it': { given: { ...plain, services: [service()] }, reason: 'tag the service' },
    'public data': {
      given: { ...plain, services: one({ tags: [{ key: 'data-classification', value: 'public' }] }) },
      reason: 'not sensitive',
    },
    'nobody calls it but the internet': { given: { services: one({}) }, reason: 'No other service calls it' },
    'it only calls others through Service Connect': { given: connect(), reason: 'No other service calls it' },
  },
  unknown: {
    'an external deployment before its first promotion': {
      given: {
        services: one({ deploymentController: { type: 'EXTERNAL' }, taskSets: [taskSet({ status: 'ACTIVE' })] }),
      },
      reason: 'no primary task set',
    },
  },
})
