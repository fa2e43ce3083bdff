import { container, service, withContainers } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './ops-automated-tests.ts'

testCheck(question, {
  manual: {
    'a production service of an own image': { shows: ['serviceName'] },
    'lifecycle hooks are shown': {
      given: {
        services: [
          service({
            deploymentConfiguration: {
              lifecycleHooks: [{ hookTargetArn: 'arn:aws:lambda:eu-west-1:1:function:smoke' }],
            },
          }),
        ],
      },
      shows: ['deploymentConfiguration.lifecycleHooks[0].hookTargetArn'],
    },
  },
  notApplicable: {
    'a service under test': { given: { services: [service({ tags: [{ key: 'environment', value: 'staging' }] })] } },
    'a public image': { given: withContainers(container({ image: 'nginx:1.27' })) },
  },
})
