import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import { capacityProvider, containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { instance, launchTemplate, rule, securityGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-exec-instead-of-ssh.ts'

type Changes = Parameters<typeof onEc2>[0]
const online = { InstanceId: 'i-host', PingStatus: 'Online' }
const hosts = (over: Changes, ...IpPermissions: IpPermission[]) => ({
  ...onEc2(over),
  managedNodes: [online],
  securityGroups: [securityGroup({ GroupId: 'sg-hosts', GroupName: 'hosts', IpPermissions })],
})
const windows = { host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] } }
const fromOffice = rule(22, 22, { cidr: '203.0.113.0/24' })

testCheck(check, {
  pass: {
    'no rule for SSH, and Systems Manager reaches the hosts': {
      given: hosts({}, rule(8080, 8080, { cidr: '10.0.0.0/8' })),
    },
    'UDP on the port is no SSH': { given: hosts({}, rule(22, 22, { cidr: '10.0.0.0/8' }, 'udp')) },
    'RDP does not concern Linux': { given: hosts({}, rule(3389, 3389, { cidr: '10.0.0.0/8' })) },
    'ECS Exec alone is a way to debug': {
      given: { ...hosts({ service: { enableExecuteCommand: true } }), managedNodes: [] },
    },
    'a key pair without a rule is advice': { given: hosts({ instance: { KeyName: 'ops' } }), hint: 'know a key pair' },
    'a key pair in the launch template is advice': {
      given: {
        ...hosts({}),
        launchTemplateVersions: [launchTemplate({ LaunchTemplateData: { NetworkInterfaces: [], KeyName: 'ops' } })],
      },
      hint: 'launch template',
    },
    'no way to debug is advice': { given: { ...hosts({}), managedNodes: [] }, hint: 'no way to debug' },
    'a host that does not answer is no way either': {
      given: { ...hosts({}), managedNodes: [{ ...online, PingStatus: 'ConnectionLost' }] },
      hint: 'no way to debug',
    },
  },
  fail: {
    'SSH from the office': { given: hosts({}, fromOffice), message: 'open' },
    'SSH from a prefix list': {
      given: {
        ...hosts({}, rule(22, 22, { list: 'pl-vpn' })),
        prefixLists: [{ PrefixListId: 'pl-vpn', Entries: [{ Cidr: '10.9.0.0/16' }] }],
      },
      message: 'open',
    },
    'SSH from anywhere': { given: hosts({}, rule(22, 22, { cidr6: '::/0' })), message: 'open' },
    'a range of ports that holds it': { given: hosts({}, rule(0, 1024, { cidr: '10.0.0.0/8' })), message: 'open' },
    'all protocols': { given: hosts({}, rule(undefined, undefined, { cidr: '10.0.0.0/8' }, '-1')), message: 'open' },
    'RDP to Windows': { given: hosts(windows, rule(3389, 3389, { cidr: '10.0.0.0/8' })), message: 'open' },
    'SSH from a prefix list that is not in sight': {
      given: hosts({}, rule(22, 22, { list: 'pl-partner' })),
      message: 'open',
    },
    'SSH by the number of the protocol': {
      given: hosts({}, rule(22, 22, { cidr: '10.0.0.0/8' }, '6')),
      message: 'open',
    },
    'SSH beside a group that could not be read': {
      given: {
        ...hosts(
          {
            instance: {
              NetworkInterfaces: instance().NetworkInterfaces.map((one) => ({
                ...one,
                Groups: [{ GroupId: 'sg-unread' }, { GroupId: 'sg-hosts' }],
              })),
            },
          },
          fromOffice,
        ),
      },
      gaps: [
        {
          section: 'securityGroups',
          region: id.region,
          action: 'ec2:DescribeSecurityGroups',
          reason: 'throttled',
          resource: 'sg-unread',
        },
      ],
      message: 'open',
    },
    'SSH to Windows': { given: hosts(windows, rule(22, 22, { cidr: '10.0.0.0/8' })), message: 'open' },
    'from the group of a bastion: low': {
      given: hosts({}, rule(22, 22, { group: 'sg-bastion' })),
      message: 'bastion',
      severity: 'low',
    },
    'from the address of a bastion: low': {
      given: hosts({}, rule(22, 22, { cidr: '10.0.0.9/32' })),
      message: 'bastion',
      severity: 'low',
    },
    'a bastion beside the office': {
      given: hosts({}, rule(22, 22, { group: 'sg-bastion' }), fromOffice),
      message: 'open',
    },
  },
  notApplicable: {
    'Fargate only': {},
    'Managed Instances': {
      given: {
        ...hosts({}, fromOffice),
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
        autoScalingGroups: [],
      },
    },
    'ECS Anywhere': { given: { ...hosts({}), containerInstances: [containerInstance({ ec2InstanceId: 'mi-1' })] } },
  },
  unknown: {
    'a group that nobody here may see': {
      given: { ...hosts({}), securityGroups: [] },
      reason: 'sg-hosts',
    },
    'the instance is gone': { given: { ...hosts({}), instances: [] }, reason: 'no longer there' },
  },
})
