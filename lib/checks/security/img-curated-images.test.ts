import { expect, test } from 'vitest'
import { approvedBaseShare } from '#lib/inventory/derived/base-images.ts'
import { imageConfig } from '../testing/account.ts'
import { lookOf } from '../testing/look-of.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './img-curated-images.ts'

testCheck(question, {
  manual: {
    'an account with ECS workloads': { shows: ['repositoryName'] },
    'with approved repositories named, the share that builds on them is shown': {
      policy: { baseImageRepos: ['base/node'] },
      shows: ['derived: percent of running images on approved bases'],
    },
  },
  notApplicable: { 'an account without any': { given: { services: [], tasks: [] } } },
})

test('the share counts running digests whose base label names an approved repository', () => {
  const [config] = [imageConfig()]
  const on = (baseName?: string) =>
    approvedBaseShare(
      lookOf(
        { imageConfigs: [{ ...config, config: { ...config.config, baseName } }] },
        { policy: { baseImageRepos: ['base/node'] } },
      ),
    )
  expect(on('111122223333.dkr.ecr.eu-west-1.amazonaws.com/base/node:22')).toBe(100)
  expect(on('docker.io/library/node:22')).toBe(0)
  expect(on(undefined)).toBe(0)
})
