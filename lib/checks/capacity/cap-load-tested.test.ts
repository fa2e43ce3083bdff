import { service } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './cap-load-tested.ts'

const tagged = (value: string) => ({ services: [service({ tags: [{ key: 'criticality', value }] })] })

testCheck(question, {
  manual: {
    'a critical service, with the size that was tested': {
      given: tagged('critical'),
      shows: ['taskDefinition', 'cpu', 'memory'],
    },
    'a critical singleton: its size must come from the test too': {
      given: { services: [service({ desiredCount: 1, tags: [{ key: 'criticality', value: 'tier-1' }] })] },
    },
  },
  notApplicable: { 'a service without a tag': {}, 'a service that is not critical': { given: tagged('low') } },
})
