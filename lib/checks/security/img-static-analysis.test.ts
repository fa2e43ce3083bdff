import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './img-static-analysis.ts'

testCheck(question, {
  manual: {
    'a repository of a production service': { shows: ['repositoryName', 'codeRepository'] },
    'Inspector on the source answers a part only': {
      given: { inspectorAccountStatus: [{ accountId: id.account, ecr: 'ENABLED', codeRepository: 'ENABLED' }] },
    },
  },
  notApplicable: {
    'a repository of a service under test': {
      given: { services: [service({ tags: [{ key: 'environment', value: 'test' }] })] },
    },
    'a repository that a cache fills': {
      given: {
        pullThroughCacheRules: [{ ecrRepositoryPrefix: 'ROOT', upstreamRegistryUrl: 'u', registryId: id.account }],
      },
    },
  },
})
