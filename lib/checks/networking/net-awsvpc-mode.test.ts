import { withDaemon } from '../testing/daemons.ts'
import { capacityProvider } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-awsvpc-mode.ts'

const mode = (networkMode: string | undefined, over: Parameters<typeof onEc2>[0] = {}) =>
  onEc2({ ...over, definition: { networkMode } })
const daemon = { service: { schedulingStrategy: 'DAEMON', capacityProviderStrategy: undefined } }

testCheck(check, {
  pass: {
    Fargate: {},
    'awsvpc on EC2': { given: onEc2() },
    'no network at all': { given: mode('none') },
    'a DAEMON in bridge mode: advice': { given: mode('bridge', daemon), hint: 'DAEMON' },
    'absent on Managed Instances means awsvpc': {
      given: {
        ...mode(undefined, { task: { launchType: 'MANAGED_INSTANCES' } }),
        capacityProviders: [
          capacityProvider({
            type: 'MANAGED_INSTANCES',
            autoScalingGroupProvider: undefined,
            managedInstancesProvider: {},
          }),
        ],
      },
    },
  },
  fail: {
    bridge: { given: mode('bridge'), message: 'shared' },
    'absent means bridge on EC2': { given: mode(undefined), message: 'shared' },
  },
  notApplicable: {
    'a daemon has none': { given: withDaemon(), subject: id.daemonFamilyId, reason: 'daemon' },
    'host mode is counted once, elsewhere': { given: mode('host') },
    'ECS Anywhere': {
      given: mode('bridge', {
        service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined },
        task: { launchType: 'EXTERNAL' },
      }),
    },
  },
})
