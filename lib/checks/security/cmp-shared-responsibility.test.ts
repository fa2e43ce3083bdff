import { onEc2 } from '../testing/estate.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './cmp-shared-responsibility.ts'

testCheck(question, {
  manual: {
    'an account on Fargate': { shows: ['derived: clusters', 'derived: kinds of compute in use'] },
    'an account on EC2': { given: onEc2() },
  },
  notApplicable: { 'an account without ECS workloads': { given: { services: [], tasks: [] } } },
})
