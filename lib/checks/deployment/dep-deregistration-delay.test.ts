import { responseTimes } from '../testing/account.ts'
import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { targetGroup, targetGroupAttributes } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './dep-deregistration-delay.ts'

const given = (drain: string, times: number[], more: Record<string, string> = {}) => ({
  targetGroupAttributes: [targetGroupAttributes(drain, more)],
  metrics: [responseTimes(...times)],
})
const unset = { targetGroupAttributes: [{ TargetGroupArn: id.targetGroupArn, Attributes: [] }] }

testCheck(check, {
  pass: {
    'thirty seconds, fast answers': {},
    'as long as the policy allows': { given: given('60', [0.2]) },
    'longer, and slow answers justify it': { given: given('120', [12, 40, 8]) },
    'exactly three times the slowest': { given: given('90', [30]) },
    'none for an API that answers at once': { given: given('1', [0.4, 0.9]) },
    'the default, where answers take minutes': { given: { ...unset, metrics: [responseTimes(110)] } },
    'a policy with more room': { given: given('120', [0.2]), policy: { maxDrain: 180 } },
    'sticky, but short anyway': { given: given('30', [0.2], { 'stickiness.enabled': 'true' }) },
  },
  fail: {
    'far longer than any answer': { given: given('300', [0.2, 0.3]), message: 'long' },
    'absent means 300': { given: unset, message: 'long' },
    'slow answers, but not that slow': { given: given('120', [39]), message: 'long' },
    'shorter than its answers': { given: given('10', [1, 22]), message: 'short' },
    'the slowest hour counts': { given: given('30', [1, 1, 31, 1]), message: 'short' },
    'sticky sessions may need the time': {
      given: given('300', [0.2], { 'stickiness.enabled': 'true' }),
      message: 'long',
      severity: 'info',
      confidence: 'heuristic',
    },
    'streams of gRPC may need the time': {
      given: { ...given('300', [0.2]), targetGroups: [targetGroup({ ProtocolVersion: 'GRPC' })] },
      message: 'long',
      severity: 'info',
      confidence: 'heuristic',
    },
  },
  notApplicable: {
    'no service uses it': { given: { services: [service({ loadBalancers: [] })] } },
    'deleted while the scan ran': { given: { targetGroupAttributes: [] } },
  },
  unknown: {
    'a Network Load Balancer measures no response times': {
      given: { ...given('300', []), targetGroups: [targetGroup({ Protocol: 'TCP', ProtocolVersion: undefined })] },
      reason: 'Network Load Balancers',
    },
    'no request yet': { given: { metrics: [responseTimes()] }, wants: 'history' },
    'not behind a load balancer yet': { given: { metrics: [] }, wants: 'history' },
  },
})
