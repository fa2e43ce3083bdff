import { imageConfig } from '../testing/account.ts'
import { container, service, standaloneTask, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { targetGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import { command } from '../testing/values.ts'
import check from './ops-container-health-check.ts'

const probe = (words: string[], over: object = {}) =>
  withContainers(container({ healthCheck: { command: command(...words), interval: 10, retries: 3, ...over } }))
const without = withContainers(container({ healthCheck: undefined }))
const unbalanced = { services: [service({ loadBalancers: [] })] }
const sidecar = (over: object = {}) =>
  withContainers(container(), container({ name: 'proxy', healthCheck: undefined, ...over }))

testCheck(check, {
  pass: {
    'a real probe': {},
    'defaults of interval and retries are 90 seconds': {
      given: probe(['CMD', '/bin/probe'], { interval: undefined, retries: undefined }),
    },
    'only the load balancer asks: advice': { given: without, hint: 'load balancer' },
  },
  fail: {
    'no check and no load balancer': { given: { ...without, ...unbalanced }, message: 'absent' },
    'absent essential means essential': {
      given: sidecar({ essential: undefined }),
      subject: `${id.familyId}#proxy`,
      message: 'absent',
    },
    'switched off': { given: { ...probe(['NONE']), ...unbalanced }, message: 'disabled' },
    'exit 0 never fails': { given: probe(['CMD-SHELL', 'exit 0']), message: 'disabled' },
    'true never fails': { given: probe(['CMD', 'true']), message: 'disabled' },
    'too slow to notice': { given: probe(['CMD', '/bin/probe'], { interval: 60, retries: 5 }), message: 'slow' },
    'ECS ignores the HEALTHCHECK of the image': {
      given: {
        ...without,
        ...unbalanced,
        imageConfigs: [
          imageConfig({ config: { User: 'app', hasHealthcheck: true, exposedPorts: [], startsShell: false } }),
        ],
      },
      message: 'dockerfileOnly',
    },
    'a load balancer that accepts errors is no probe': {
      given: { ...without, targetGroups: [targetGroup({ Matcher: { HttpCode: '200-499' } })] },
      message: 'absent',
    },
    'an open TCP port is no probe': {
      given: { ...without, targetGroups: [targetGroup({ HealthCheckProtocol: 'TCP' })] },
      message: 'absent',
    },
    'standalone tasks: info': {
      given: { ...without, services: [], tasks: [standaloneTask()] },
      message: 'absent',
      severity: 'info',
    },
  },
  notApplicable: {
    'a container that may stop': { given: sidecar({ essential: false }), subject: `${id.familyId}#proxy` },
  },
})
