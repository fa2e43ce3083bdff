import { network, schedule, service, standaloneTask, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { publicRouteTable, routeTable, subnet } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-task-private-subnets.ts'

const open = { routeTables: [publicRouteTable()] }
const routes = (...Routes: ReturnType<typeof routeTable>['Routes']) => ({ routeTables: [routeTable({ Routes })] })
const blocked = (mode: string) => ({
  ...open,
  subnets: (['a', 'b', 'c'] as const).map((zone) =>
    subnet(zone, { BlockPublicAccessStates: { InternetGatewayBlockMode: mode } }),
  ),
})
const standalone = { services: [], tasks: [standaloneTask()] }

testCheck(check, {
  pass: {
    'a NAT route': {},
    'an explicit private table wins over a public main table': {
      given: {
        routeTables: [
          publicRouteTable(),
          routeTable({ Associations: ['a', 'b', 'c'].map((zone) => ({ Main: false, SubnetId: `subnet-${zone}` })) }),
        ],
      },
    },
    'VPC block public access, both ways': { given: blocked('block-bidirectional') },
    'VPC block public access, inbound': { given: blocked('block-ingress') },
    'a route that is a black hole': {
      given: routes({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'blackhole' }),
    },
    'an internet route for one partner only': {
      given: routes({ DestinationCidrBlock: '198.51.100.0/24', GatewayId: 'igw-1', State: 'active' }),
    },
    'MapPublicIpOnLaunch says nothing': {
      given: { subnets: (['a', 'b', 'c'] as const).map((zone) => subnet(zone, { MapPublicIpOnLaunch: true })) },
    },
  },
  fail: {
    'the main route table leads to the internet': { given: open, message: 'public' },
    'two halves make the whole': {
      given: routes(
        { DestinationCidrBlock: '0.0.0.0/1', GatewayId: 'igw-1', State: 'active' },
        { DestinationCidrBlock: '128.0.0.0/1', GatewayId: 'igw-1', State: 'active' },
      ),
      message: 'public',
    },
    'IPv6 alone is enough': {
      given: routes({ DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1', State: 'active' }),
      message: 'public',
    },
    'behind a firewall endpoint that the internet gateway answers through': {
      given: {
        routeTables: [
          routeTable({ Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-firewall', State: 'active' }] }),
          routeTable({
            RouteTableId: 'rtb-edge',
            Associations: [{ Main: false, GatewayId: 'igw-1' }],
            Routes: [{ DestinationCidrBlock: '10.0.1.0/24', GatewayId: 'vpce-firewall', State: 'active' }],
          }),
        ],
      },
      message: 'public',
    },
    'one subnet of three': {
      given: {
        routeTables: [routeTable(), publicRouteTable({ Associations: [{ Main: false, SubnetId: 'subnet-b' }] })],
      },
      message: 'public',
    },
    'a CODE_DEPLOY service is read at its task set': {
      given: {
        ...open,
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            networkConfiguration: undefined,
            deployments: [],
            taskSets: [taskSet()],
          }),
        ],
      },
      message: 'public',
    },
    'a standalone task': { given: { ...open, ...standalone }, subject: `${id.clusterArn}#web`, message: 'public' },
  },
  notApplicable: {
    'a schedule that has not run yet': {
      given: { ...open, services: [], tasks: [], taskSchedules: [schedule()] },
      subject: `${id.clusterArn}#web`,
    },
    'bridge mode': { given: onEc2({ service: { networkConfiguration: undefined }, task: { attachments: [] } }) },
  },
  unknown: {
    'a subnet that is not visible': {
      given: {
        services: [service({ networkConfiguration: { awsvpcConfiguration: { ...network, subnets: ['subnet-x'] } } })],
      },
    },
  },
})
