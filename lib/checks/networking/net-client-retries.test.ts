import { service } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './net-client-retries.ts'

const [deployment] = service().deployments
const connected = (enabled: boolean) =>
  service({
    deployments: deployment ? [{ ...deployment, serviceConnectConfiguration: { enabled, services: [] } }] : [],
  })

testCheck(question, {
  manual: {
    'a service in a registry': {
      given: {
        services: [service({ serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:eu-west-1:1:service/s' }] })],
      },
      reason: 'backoff and jitter',
      shows: ['serviceRegistries[0].registryArn'],
    },
    'Service Connect retries by itself, so only the handling of failures is asked': {
      given: { services: [connected(true)] },
      reason: 'Does its code also handle',
      shows: ['deployments[0].serviceConnectConfiguration.enabled'],
    },
    'a dependency that its owner recorded': {
      given: { services: [service({ tags: [{ key: 'Depends-On', value: 'ledger' }] })] },
    },
  },
  notApplicable: {
    'nothing it is known to call': {},
    'Service Connect that is off': { given: { services: [connected(false)] } },
  },
})
