import { runsOwnImage } from '#lib/inventory/derived/built-here.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'ops-automated-tests',
  subject: 'service',
  requires: ['pullThroughCacheRules', 'taskDefinitions'],
  statement:
    'Unit tests with mocked dependencies, integration tests against an environment like production and end-to-end tests as a user would act run in the pipeline and block the release, and upgrades of AWS services, agent or platform are tried before.',
  accepts: [
    'The pipeline with its test steps, and that they are required',
    'The figures of the last run for each level of test, with coverage',
    'The test of the last upgrade of a dependency, agent or platform version',
  ],
  validDays: 180,
  why: 'A rolling deployment replaces every task in minutes. What tests did not stop, customers find, on all of them at once.',
  fix: {
    summary:
      'Add the level of test that is missing to the pipeline and make it required; deployment lifecycle hooks can run checks after traffic has moved to the new revision. Slow end-to-end tests delay a fix too: keep them few.',
    effort: 'large',
  },
  known({ service }, look) {
    if (!classifyService(look, service).prod) return notApplicable('Its tags say that it is not in production.')
    return runsOwnImage(look, service) ? undefined : notApplicable('None of its images is built by the account.')
  },
  facts: [
    ({ service }) => [cite('services', service, 'serviceName')],
    ({ service }) =>
      (service.deploymentConfiguration?.lifecycleHooks ?? []).map((_, i) =>
        cite('services', service, `deploymentConfiguration.lifecycleHooks[${i}].hookTargetArn`),
      ),
  ],
})
