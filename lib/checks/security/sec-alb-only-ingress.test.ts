import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import {
  capacityProvider,
  container,
  containerInstance,
  network,
  service,
  task,
  taskDefinition,
  taskSet,
} from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { instance, loadBalancer, rule, securityGroup, targetGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-alb-only-ingress.ts'

const subject = 'sg-web'
const rules = (...IpPermissions: IpPermission[]) => ({ securityGroups: [securityGroup({ IpPermissions })] })
const bridge = (hostPort: number, ...IpPermissions: IpPermission[]) => ({
  ...onEc2({
    service: { networkConfiguration: undefined },
    task: { attachments: [] },
    definition: {
      networkMode: 'bridge',
      containerDefinitions: [container({ portMappings: [{ containerPort: 8080, hostPort }] })],
    },
  }),
  securityGroups: [securityGroup({ GroupId: 'sg-hosts', GroupName: 'hosts', IpPermissions })],
})
const inGroups = (...securityGroups: string[]) =>
  service({ networkConfiguration: { awsvpcConfiguration: { ...network, securityGroups } } })
const networkGroup = id.arn('elasticloadbalancing', 'targetgroup/tcp/2')
const networkBalancer = id.arn('elasticloadbalancing', 'loadbalancer/net/tcp/2')
const alb = rule(8080, 8080, { group: 'sg-alb' })
const connected = (serviceName: string, groups: string[]) =>
  service({
    serviceName,
    serviceArn: id.arn('ecs', `service/main/${serviceName}`),
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'], securityGroups: groups } },
    loadBalancers: serviceName === 'web' ? service().loadBalancers : [],
    deployments: [
      {
        id: 'd',
        status: 'PRIMARY',
        taskDefinition: id.taskDefinitionArn,
        desiredCount: 1,
        runningCount: 1,
        pendingCount: 0,
        serviceConnectConfiguration: { enabled: true, namespace: 'shop', services: [] },
      },
    ],
  })

testCheck(check, {
  pass: {
    'only the load balancer': { subject },
    'a range on another port': { given: rules(alb, rule(9090, 9090, { cidr: '10.0.0.0/16' })), subject },
    'a group on the peer list': {
      given: rules(alb, rule(8080, 8080, { group: 'sg-scraper' })),
      policy: { peerGroups: ['sg-scraper'] },
      subject,
    },
    'a Service Connect peer': {
      given: {
        securityGroups: [
          securityGroup({ IpPermissions: [alb, rule(8080, 8080, { group: 'sg-cart' })] }),
          securityGroup({ GroupId: 'sg-cart', GroupName: 'cart' }),
        ],
        services: [connected('web', ['sg-web']), connected('cart', ['sg-cart'])],
      },
      subject,
    },
    'a range on the port of a network load balancer before the same service': {
      given: {
        ...rules(alb, rule(9090, 9090, { cidr: '10.0.0.0/16' })),
        services: [
          service({
            loadBalancers: [
              ...service().loadBalancers,
              { targetGroupArn: networkGroup, containerName: 'app', containerPort: 9090 },
            ],
          }),
        ],
        targetGroups: [
          targetGroup(),
          targetGroup({ TargetGroupArn: networkGroup, Protocol: 'TCP', LoadBalancerArns: [networkBalancer] }),
        ],
        loadBalancers: [
          loadBalancer(),
          loadBalancer({ LoadBalancerArn: networkBalancer, Type: 'network', SecurityGroups: [] }),
        ],
      },
      subject,
    },
    'Managed Instances, where awsvpc goes without saying: only the container port counts': {
      given: {
        ...rules(alb, rule(40000, 40000, { cidr: '10.0.0.0/16' })),
        taskDefinitions: [taskDefinition({ networkMode: undefined })],
      },
      subject,
    },
    'bridge with dynamic ports: the ephemeral range for the load balancer': {
      given: bridge(0, rule(32768, 65535, { group: 'sg-alb' })),
      subject: 'sg-hosts',
    },
  },
  fail: {
    'an IPv6 range': {
      given: rules(alb, rule(8080, 8080, { cidr6: 'fd00::/8' })),
      subject,
      message: 'range',
    },
    'the whole internet by IPv6: high': {
      given: rules(alb, rule(0, 65535, { cidr6: '::/0' })),
      subject,
      message: 'world',
      severity: 'high',
    },
    'two groups of one interface that let in the whole internet together: high': {
      given: {
        services: [inGroups('sg-web', 'sg-more')],
        securityGroups: [
          securityGroup({ IpPermissions: [rule(8080, 8080, { cidr: '0.0.0.0/1' })] }),
          securityGroup({
            GroupId: 'sg-more',
            GroupName: 'more',
            IpPermissions: [rule(8000, 9000, { cidr: '128.0.0.0/1' })],
          }),
        ],
      },
      subject,
      message: 'world',
      severity: 'high',
    },
    'the second group of an interface': {
      given: {
        services: [inGroups('sg-web', 'sg-more')],
        securityGroups: [
          securityGroup(),
          securityGroup({
            GroupId: 'sg-more',
            GroupName: 'more',
            IpPermissions: [rule(8080, 8080, { cidr: '10.0.0.0/16' })],
          }),
        ],
      },
      subject: 'sg-more',
      message: 'range',
    },
    'a prefix list that could not be read is a range all the same': {
      given: rules(rule(8080, 8080, { list: 'pl-1' })),
      gaps: [
        { section: 'prefixLists', region: id.region, action: 'ec2:GetManagedPrefixListEntries', reason: 'denied' },
      ],
      subject,
      message: 'range',
    },
    'the group admits its own members': {
      given: rules(alb, rule(8080, 8080, { group: 'sg-web' })),
      subject,
      message: 'group',
    },
    'a deployment by CodeDeploy': {
      given: {
        ...rules(alb, rule(8080, 8080, { cidr: '10.0.0.0/16' })),
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            networkConfiguration: undefined,
            loadBalancers: [],
            taskSets: [taskSet()],
          }),
        ],
      },
      subject,
      message: 'range',
    },
    'the VPC range': { given: rules(alb, rule(8080, 8080, { cidr: '10.0.0.0/16' })), subject, message: 'range' },
    'the whole internet: high': {
      given: rules(alb, rule(8080, 8080, { cidr: '0.0.0.0/0' })),
      subject,
      message: 'world',
      severity: 'high',
    },
    'every protocol from the VPC': {
      given: rules(rule(undefined, undefined, { cidr: '10.0.0.0/16' }, '-1')),
      subject,
      message: 'range',
    },
    'another group': { given: rules(alb, rule(8000, 9000, { group: 'sg-other' })), subject, message: 'group' },
    'a prefix list': {
      given: {
        ...rules(rule(8080, 8080, { list: 'pl-1' })),
        prefixLists: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '198.51.100.0/24' }] }],
      },
      subject,
      message: 'range',
    },
    'bridge with a fixed host port': {
      given: bridge(8081, rule(8081, 8081, { cidr: '10.0.0.0/16' })),
      subject: 'sg-hosts',
      message: 'range',
    },
    'bridge: part of the ephemeral range': {
      given: bridge(0, rule(40000, 40100, { cidr: '10.0.0.0/16' })),
      subject: 'sg-hosts',
      message: 'range',
    },
    'a service of launch type EC2, which any host may carry': {
      given: {
        ...bridge(0, rule(32768, 65535, { cidr: '10.0.0.0/16' })),
        services: [service({ launchType: 'EC2', networkConfiguration: undefined })],
        containerInstances: [containerInstance({ capacityProviderName: 'gpu' })],
        capacityProviders: [capacityProvider(), capacityProvider({ name: 'gpu' })],
      },
      subject: 'sg-hosts',
      message: 'range',
    },
    'host mode: the container port on the host group': {
      given: {
        ...bridge(0, rule(8080, 8080, { cidr: '10.0.0.0/16' })),
        taskDefinitions: [taskDefinition({ networkMode: 'host', requiresCompatibilities: ['EC2'] })],
      },
      subject: 'sg-hosts',
      message: 'range',
    },
  },
  notApplicable: {
    'a network load balancer': { given: { loadBalancers: [loadBalancer({ Type: 'network' })] }, subject },
    'no load balancer': { given: { services: [service({ loadBalancers: [] })] }, subject },
    'the host group of awsvpc tasks': { given: onEc2(), subject: 'sg-hosts' },
    'hosts of another capacity provider of the cluster': {
      given: {
        ...bridge(0, rule(32768, 65535, { cidr: '10.0.0.0/16' })),
        containerInstances: [containerInstance({ capacityProviderName: 'gpu' })],
        capacityProviders: [capacityProvider(), capacityProvider({ name: 'gpu' })],
      },
      subject: 'sg-hosts',
    },
    'the group of a task whose interface hangs on a host with bridge tasks': {
      given: {
        ...bridge(0, rule(32768, 65535, { group: 'sg-alb' })),
        securityGroups: [securityGroup({ IpPermissions: [rule(40000, 40000, { cidr: '10.0.0.0/16' })] })],
        tasks: [task({ launchType: 'EC2', group: 'family:jobs' })],
        instances: [
          instance({
            NetworkInterfaces: [
              ...instance().NetworkInterfaces,
              {
                NetworkInterfaceId: 'eni-a',
                SubnetId: 'subnet-a',
                DeviceIndex: 1,
                Groups: [{ GroupId: 'sg-web' }],
                Ipv6Addresses: [],
              },
            ],
          }),
        ],
      },
      subject,
    },
  },
  unknown: {
    'an external deployment before its first promotion': {
      given: {
        services: [
          service({
            deploymentController: { type: 'EXTERNAL' },
            networkConfiguration: undefined,
            loadBalancers: [],
            taskSets: [taskSet({ status: 'ACTIVE' })],
          }),
        ],
      },
      subject,
      reason: 'no primary task set',
    },
    'bridge, and the task definition is gone': {
      given: { ...bridge(0, rule(32768, 65535, { group: 'sg-alb' })), taskDefinitions: [] },
      subject: 'sg-hosts',
      reason: 'is gone',
    },
  },
})
