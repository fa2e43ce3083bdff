import { repository } from '../testing/account.ts'
import { container, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-immutable-tags.ts'

const uri = `${id.account}.dkr.ecr.${id.region}.amazonaws.com/web`
const mode = (imageTagMutability: string, ...filters: string[]) => ({
  repositories: [
    repository({
      imageTagMutability,
      imageTagMutabilityExclusionFilters: filters.map((filter) => ({ filterType: 'WILDCARD', filter })),
    }),
  ],
})
const byDigest = withContainers(container({ image: `${uri}@${id.imageDigest}` }))

testCheck(check, {
  pass: {
    IMMUTABLE: {},
    'the excluded tags are not in use': { given: mode('IMMUTABLE_WITH_EXCLUSION', 'latest', 'dev-*') },
    'the tag in use is one of the immutable ones': { given: mode('MUTABLE_WITH_EXCLUSION', '2026-*') },
  },
  fail: {
    MUTABLE: { given: mode('MUTABLE'), message: 'mutable' },
    'pinned by digest makes it low': {
      given: { ...mode('MUTABLE'), ...byDigest },
      message: 'mutable',
      severity: 'low',
    },
    'the tag in use is excluded from immutability': {
      given: mode('IMMUTABLE_WITH_EXCLUSION', '2026-*'),
      message: 'excluded',
    },
    'the tag in use is not among the immutable ones': {
      given: mode('MUTABLE_WITH_EXCLUSION', 'v*'),
      message: 'excluded',
    },
  },
  notApplicable: {
    'no image of this registry is in use': { given: withContainers(container({ image: 'nginx:1.29.1' })) },
    'a pull-through cache': {
      given: {
        ...withContainers(
          container({ image: `${id.account}.dkr.ecr.${id.region}.amazonaws.com/hub/library/nginx:1.29.1` }),
        ),
        repositories: [repository({ repositoryName: 'hub/library/nginx', imageTagMutability: 'MUTABLE' })],
        pullThroughCacheRules: [
          { ecrRepositoryPrefix: 'hub', upstreamRegistryUrl: 'registry-1.docker.io', registryId: id.account },
        ],
      },
    },
  },
})
