import { container, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { loadBalancer, networkInterface } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './ops-input-validation.ts'

const internal = { loadBalancers: [loadBalancer({ Scheme: 'internal' })] }

testCheck(question, {
  manual: {
    'a service behind an internet-facing load balancer': { shows: ['serviceName'] },
    'a service whose tasks have public addresses': {
      given: { ...internal, networkInterfaces: [networkInterface({ Association: { PublicIp: '198.51.100.7' } })] },
    },
    'host mode on an instance with a public address': {
      given: {
        ...internal,
        ...onEc2({
          service: { networkConfiguration: undefined },
          task: { attachments: [] },
          instance: { PublicIpAddress: '198.51.100.8' },
        }),
      },
    },
  },
  notApplicable: {
    'a service inside the network': { given: internal, reason: 'internet' },
    'a public image': { given: withContainers(container({ image: 'nginx:1.27' })), reason: 'built' },
  },
})
