import { capacityProvider, cluster, container, containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-agent-privileged-disabled.ts'

const linux = { name: 'ecs.os-type', value: 'linux' }
const accepting = [linux, { name: 'com.amazonaws.ecs.capability.privileged-container' }]
const sensitive = { tags: [{ key: 'data-classification', value: 'restricted' }] }
const privileged = { containerDefinitions: [container({ privileged: true })] }
const external = (attributes: typeof accepting) => ({
  ...onEc2(),
  containerInstances: [containerInstance({ ec2InstanceId: 'mi-0branch', capacityProviderName: undefined, attributes })],
})

testCheck(check, {
  pass: {
    'an agent that refuses them': { given: onEc2() },
    'ECS Anywhere that refuses them': { given: external([linux]) },
  },
  fail: {
    'an agent that accepts them': { given: onEc2({ host: { attributes: accepting } }), message: 'accepts' },
    'an agent of a sensitive cluster: medium': {
      given: onEc2({ host: { attributes: accepting }, cluster: sensitive }),
      message: 'accepts',
      severity: 'medium',
    },
    'ECS Anywhere': { given: external(accepting), subject: id.clusterArn, message: 'accepts' },
    'a draining host': { given: onEc2({ host: { attributes: accepting, status: 'DRAINING' } }), message: 'accepts' },
    'a privileged task that nobody knows to need it is no excuse': {
      given: onEc2({ host: { attributes: accepting }, definition: privileged }),
      message: 'accepts',
    },
    'a known task that has stopped is no excuse': {
      given: onEc2({
        host: { attributes: accepting },
        definition: privileged,
        task: { lastStatus: 'STOPPED', group: 'family:web' },
      }),
      policy: { privilegedFamilies: ['web'] },
      message: 'accepts',
    },
    'a host beside the one with the known task': {
      given: {
        ...onEc2({ host: { attributes: accepting }, definition: privileged }),
        containerInstances: [
          containerInstance({ attributes: accepting }),
          containerInstance({
            containerInstanceArn: id.arn('ecs', 'container-instance/main/0ther'),
            ec2InstanceId: 'i-other',
            attributes: accepting,
          }),
        ],
        autoScalingGroups: [],
      },
      policy: { privilegedFamilies: ['web'] },
      message: 'accepts',
    },
    'hosts of no capacity provider are named by their cluster': {
      given: { ...onEc2({ host: { attributes: accepting, capacityProviderName: undefined } }), autoScalingGroups: [] },
      subject: id.clusterArn,
      message: 'accepts',
    },
  },
  notApplicable: {
    Windows: { given: onEc2({ host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] } }) },
    'a privileged task that is known to need it': {
      given: onEc2({ host: { attributes: accepting }, definition: privileged }),
      policy: { privilegedFamilies: ['web'] },
    },
    Fargate: {},
    'a host that is gone': { given: { ...onEc2({ host: { status: 'INACTIVE' } }) } },
  },
  unknown: {
    'Managed Instances, whose agent is managed by AWS': {
      given: {
        ...onEc2({ host: { attributes: accepting } }),
        autoScalingGroups: [],
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
        clusters: [cluster()],
      },
      reason: 'AWS manages',
    },
  },
})
