import { approvedBaseShare } from '#lib/inventory/derived/base-images.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'

export default defineQuestion({
  id: 'img-curated-images',
  subject: 'account',
  requires: [],
  shows: [
    'repositories',
    'pullThroughCacheRules',
    'imageConfigs',
    'taskDefinitions',
    'daemons',
    'daemonTaskDefinitions',
    'families',
    'taskSchedules',
    'capacityProviders',
    'containerInstances',
  ],
  statement:
    'There is a catalogue of approved base images, it is rebuilt at least once a month, and pipelines build application images from it.',
  accepts: [
    'The list of approved base images and where they are published',
    'The schedule and last run of the pipeline that rebuilds them',
    'A Dockerfile or pipeline rule that allows no other base',
  ],
  validDays: 365,
  why: 'When a base image has a hole, one rebuild closes it everywhere, but only if everybody builds on the same few. Otherwise each team has to notice by itself.',
  fix: {
    summary:
      'Build golden images with EC2 Image Builder or a pipeline, publish them under a prefix such as base/ in ECR, and name their repositories in policy.baseImageRepos so that the share below can be told.',
    effort: 'large',
  },
  facts: [
    (_, look) =>
      look.regions.flatMap((region) =>
        look
          .in(region)
          .all('repositories')
          .map((one) => cite('repositories', one, 'repositoryName')),
      ),
    (_, look) =>
      look.regions.flatMap((region) =>
        look
          .in(region)
          .all('pullThroughCacheRules')
          .map((one) => cite('pullThroughCacheRules', one, 'ecrRepositoryPrefix')),
      ),
    (_, look) => {
      const share = approvedBaseShare(look)
      return share === undefined ? [] : [derived('percent of running images on approved bases', share)]
    },
  ],
})
