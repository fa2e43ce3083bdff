import { cluster, container, withContainers } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './ops-architecture.ts'

const crowded = 'derived: services with more than two essential containers in a task'

testCheck(question, {
  manual: {
    'a cluster of production services': {
      shows: ['derived: services', 'derived: services behind a load balancer', crowded],
    },
    'tasks of many programs': {
      given: withContainers(container(), container({ name: 'b' }), container({ name: 'c' })),
      shows: [crowded],
    },
  },
  notApplicable: {
    'a cluster for tests': { given: { clusters: [cluster({ tags: [{ key: 'environment', value: 'test' }] })] } },
    'a cluster without services': { given: { services: [] } },
  },
})
