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

const forAll = { ecrRepositoryPrefix: 'ROOT', upstreamRegistryUrl: 'public.ecr.aws', registryId: id.account }

testCheck(check, {
  pass: {
    IMMUTABLE: {},
    'IMMUTABLE beside a cache for every name': { given: { pullThroughCacheRules: [forAll] } },
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
    'one of two tags in use is not among the immutable ones': {
      given: {
        ...mode('MUTABLE_WITH_EXCLUSION', '2026-*'),
        ...withContainers(container(), container({ name: 'side', image: `${uri}:edge` })),
      },
      message: 'excluded',
    },
    'one by tag among those pinned by digest': {
      given: {
        ...mode('MUTABLE'),
        ...withContainers(
          container({ image: `${uri}@${id.imageDigest}` }),
          container({ name: 'side', image: `${uri}:1.4.2` }),
        ),
      },
      message: 'mutable',
    },
    'no tag means latest, which is excluded': {
      given: { ...mode('IMMUTABLE_WITH_EXCLUSION', 'latest'), ...withContainers(container({ image: uri })) },
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
  unknown: {
    'a cache for every name may have made it': {
      given: { ...mode('MUTABLE'), pullThroughCacheRules: [forAll] },
      reason: 'every name',
    },
    'the repository of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
  },
})
