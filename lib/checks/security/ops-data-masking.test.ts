import { logGroup } from '../testing/account.ts'
import { service } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './ops-data-masking.ts'

const tagged = (key: string, value: string) => [service({ tags: [{ key, value }] })]

testCheck(question, {
  manual: {
    'a service with restricted data': {
      given: { services: tagged('data-classification', 'restricted') },
      shows: ['dataProtectionStatus'],
    },
    'masked logs support the answer and do not replace it': {
      given: { services: tagged('compliance', 'hipaa'), logGroups: [logGroup({ dataProtectionStatus: 'ACTIVATED' })] },
      shows: ['dataProtectionStatus'],
    },
    'a service with card data': { given: { services: tagged('compliance', 'pci') } },
  },
  notApplicable: {
    'a service that nothing classifies asks for its tags': { reason: 'tag it with data-classification' },
    'a service with public data': {
      given: { services: tagged('data-classification', 'public') },
      reason: 'not sensitive',
    },
  },
})
