import { testCheck } from '../testing/test-check.ts'
import question from './ops-engineering-conventions.ts'

testCheck(question, {
  manual: { 'an account with ECS workloads': { shows: ['derived: clusters'] } },
  notApplicable: { 'an account without any': { given: { services: [], tasks: [] } } },
})
