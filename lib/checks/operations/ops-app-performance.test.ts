import { service } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './ops-app-performance.ts'

const behindNothing = { loadBalancers: [] }

testCheck(question, {
  manual: {
    'a production service behind a load balancer': { shows: ['serviceName', 'MaxCapacity'] },
    'an API that others find by name': {
      given: {
        services: [
          service({
            ...behindNothing,
            serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:eu-west-1:1:service/s' }],
          }),
        ],
      },
    },
  },
  notApplicable: {
    'a worker': { given: { services: [service(behindNothing)] } },
    'a service under test': { given: { services: [service({ tags: [{ key: 'environment', value: 'test' }] })] } },
  },
})
