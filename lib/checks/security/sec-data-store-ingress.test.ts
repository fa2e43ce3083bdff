import type { Gap } from '#lib/inventory/inventory.ts'
import type { DbInstance } from '#lib/inventory/types/data-stores.ts'
import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { rule, securityGroup, vpc } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-data-store-ingress.ts'

const database = (over: Partial<DbInstance> = {}): DbInstance => ({
  DBInstanceArn: id.arn('rds', 'db:orders'),
  DBInstanceIdentifier: 'orders',
  Engine: 'postgres',
  Port: 5432,
  PubliclyAccessible: false,
  VpcId: 'vpc-main',
  SecurityGroupIds: ['sg-data'],
  ...over,
})
const group = (IpPermissions: IpPermission[], over = {}) => [
  securityGroup(),
  securityGroup({ GroupId: 'sg-hosts', GroupName: 'hosts', IpPermissions: [] }),
  securityGroup({ GroupId: 'sg-data', GroupName: 'data', IpPermissions, ...over }),
]
const admitting = (...rules: IpPermission[]) => ({ dbInstances: [database()], securityGroups: group(rules) })
const unreadList: Gap = {
  section: 'prefixLists',
  region: id.region,
  resource: 'pl-1',
  action: 'ec2:GetManagedPrefixListEntries',
  reason: 'denied',
}
const tasks = rule(5432, 5432, { group: 'sg-web' })
const cache = {
  ARN: id.arn('elasticache', 'cluster:sessions'),
  CacheClusterId: 'sessions',
  Engine: 'redis',
  Port: 6379,
  SecurityGroupIds: ['sg-data'],
}
const { CacheClusterId: _, ...shared } = cache

testCheck(check, {
  pass: {
    'only the group of tasks': { given: admitting(tasks) },
    'a wide rule on another port': { given: admitting(tasks, rule(22, 22, { cidr: '10.0.0.0/16' })) },
    'an admin group': {
      given: admitting(tasks, rule(5432, 5432, { group: 'sg-bastion' })),
      policy: { adminGroups: ['sg-bastion'] },
    },
    'the stores among each other': { given: admitting(tasks, rule(5432, 5432, { group: 'sg-data' })) },
    'a range of sixteen addresses': { given: admitting(tasks, rule(5432, 5432, { cidr: '10.0.9.0/28' })) },
    'sixteen IPv6 addresses': { given: admitting(tasks, rule(5432, 5432, { cidr6: 'fd00::/124' })) },
    'the group of hosts, which is advice': {
      given: { ...onEc2(), ...admitting(rule(5432, 5432, { group: 'sg-hosts' })) },
      hint: 'awsvpc mode gives each task a group of its own',
    },
    'a public address behind a closed group': {
      given: { ...admitting(tasks), dbInstances: [database({ PubliclyAccessible: true })] },
      hint: 'public address',
    },
    'a cache': {
      given: { cacheClusters: [cache], securityGroups: group([rule(6379, 6379, { group: 'sg-web' })]) },
    },
  },
  fail: {
    'the whole internet is high': {
      given: admitting(rule(5432, 5432, { cidr: '0.0.0.0/0' })),
      message: 'world',
      severity: 'high',
    },
    'two halves of the internet': {
      given: admitting(rule(5432, 5432, { cidr: '0.0.0.0/1' }), rule(0, 65535, { cidr: '128.0.0.0/1' })),
      message: 'world',
      severity: 'high',
    },
    'prefix lists that cover the world': {
      given: {
        ...admitting(rule(5432, 5432, { list: 'pl-1' })),
        prefixLists: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '::/0' }] }],
      },
      message: 'world',
      severity: 'high',
    },
    'open and with a public address is critical': {
      given: {
        ...admitting(rule(undefined, undefined, { cidr: '0.0.0.0/0' }, '-1')),
        dbInstances: [database({ PubliclyAccessible: true })],
      },
      message: 'public',
      severity: 'critical',
    },
    'the whole internet, beside a prefix list that could not be read, is high': {
      given: admitting(rule(5432, 5432, { cidr: '0.0.0.0/0' }), rule(5432, 5432, { list: 'pl-1' })),
      gaps: [unreadList],
      message: 'world',
      severity: 'high',
    },
    'the range of the VPC, beside a prefix list that could not be read': {
      given: admitting(rule(5432, 5432, { cidr: '10.0.0.0/16' }), tasks, rule(22, 22, { list: 'pl-1' })),
      gaps: [unreadList],
      message: 'vpc',
    },
    'the range of the VPC': { given: admitting(rule(5432, 5432, { cidr: '10.0.0.0/16' })), message: 'vpc' },
    'the IPv6 range of the VPC': {
      given: {
        ...admitting(rule(5432, 5432, { cidr6: '2001:db8:1200::/56' })),
        vpcs: [vpc({ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8:1200::/56' }] })],
      },
      message: 'vpc',
    },
    'a second range of the VPC': {
      given: {
        ...admitting(rule(5432, 5432, { cidr: '100.64.0.0/16' })),
        vpcs: [vpc({ CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '100.64.0.0/16' }] })],
      },
      message: 'vpc',
    },
    'a range of thirty-two addresses': {
      given: admitting(tasks, rule(5432, 5432, { cidr: '10.0.9.0/27' })),
      message: 'range',
    },
    'a group of something else': {
      given: admitting(tasks, rule(5432, 5432, { group: 'sg-notebook' })),
      message: 'group',
    },
    'an Aurora cluster': {
      given: {
        dbClusters: [
          {
            DBClusterArn: id.arn('rds', 'cluster:orders'),
            DBClusterIdentifier: 'orders',
            Engine: 'aurora-mysql',
            Port: 3306,
            SecurityGroupIds: ['sg-data'],
          },
        ],
        securityGroups: group([rule(3306, 3306, { cidr: '10.0.0.0/8' })]),
      },
      message: 'vpc',
    },
    'a cache, and the port of its engine is not known': {
      given: {
        cacheClusters: [{ ...cache, Port: undefined }],
        securityGroups: group([rule(6379, 6379, { cidr: '10.0.0.0/16' })]),
      },
      message: 'vpc',
    },
    'a serverless cache without a port, open to the whole internet by IPv6': {
      given: {
        serverlessCaches: [{ ...shared, Port: undefined, ServerlessCacheName: 'sessions' }],
        securityGroups: group([rule(6379, 6380, { cidr6: '::/0' })]),
      },
      message: 'world',
      severity: 'high',
    },
    'a part of the VPC alone': { given: admitting(rule(5432, 5432, { cidr: '10.0.1.0/24' })), message: 'range' },
    'halves of the range of the VPC': {
      given: admitting(rule(5432, 5432, { cidr: '10.0.0.0/17' }), rule(5432, 5432, { cidr: '10.0.128.0/17' })),
      message: 'range',
    },
    'the group of tasks beside the whole internet': {
      given: admitting(tasks, rule(5432, 5432, { cidr6: '::/0' })),
      message: 'world',
      severity: 'high',
    },
    'a public Aurora instance is critical, whatever its cluster says': {
      given: {
        ...admitting(rule(5432, 5432, { cidr: '0.0.0.0/0' })),
        dbInstances: [database({ PubliclyAccessible: true, DBClusterIdentifier: 'orders' })],
        dbClusters: [
          {
            DBClusterArn: id.arn('rds', 'cluster:orders'),
            DBClusterIdentifier: 'orders',
            Engine: 'aurora-postgresql',
            Port: 5432,
            SecurityGroupIds: ['sg-data'],
          },
        ],
      },
      message: ['public', 'world'],
      severity: 'critical',
    },
    'a group of a load balancer': {
      given: {
        ...admitting(tasks, rule(5432, 5432, { group: 'sg-alb' })),
      },
      message: 'group',
    },
    'a serverless cache': {
      given: {
        serverlessCaches: [{ ...shared, ServerlessCacheName: 'sessions' }],
        securityGroups: group([rule(6379, 6380, { cidr: '10.0.0.0/16' })]),
      },
      message: 'vpc',
    },
  },
  unknown: {
    'a prefix list that could not be read': {
      given: admitting(tasks, rule(5432, 5432, { list: 'pl-1' })),
      gaps: [unreadList],
      reason: 'ec2:GetManagedPrefixListEntries',
    },
  },
  notApplicable: {
    'a store that admits an office alone': {
      given: admitting(rule(5432, 5432, { cidr: '192.168.0.0/16' })),
      reason: 'not the VPC',
    },
    'no data store': {},
    'a store that admits neither tasks nor the VPC': {
      given: admitting(rule(5432, 5432, { group: 'sg-notebook' })),
      reason: 'admits no group of tasks',
    },
    'a store in a VPC without tasks': {
      given: {
        dbInstances: [database({ VpcId: 'vpc-other' })],
        securityGroups: group([tasks], { VpcId: 'vpc-other' }),
        vpcs: [vpc(), vpc({ VpcId: 'vpc-other' })],
      },
      reason: 'No task runs in the VPC',
    },
  },
})
