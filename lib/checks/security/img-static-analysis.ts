import { isCached } from '#lib/inventory/derived/built-here.ts'
import { classify } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'img-static-analysis',
  subject: 'repository',
  requires: ['pullThroughCacheRules'],
  shows: ['inspectorAccountStatus'],
  statement:
    'Static analysis runs on every merge and blocks it on severe findings, and Dockerfiles are linted with a build that fails when USER is missing.',
  accepts: [
    'The pipeline and the rule that makes both steps required',
    'A SARIF report of the last analysis',
    'A blocked merge as an example',
  ],
  validDays: 180,
  why: 'A flaw found at the merge costs minutes. The same flaw found in a running container costs an incident, and a Dockerfile without USER runs everything in it as root.',
  fix: {
    summary:
      'Make SonarQube, Semgrep, CodeQL or Inspector code security, and hadolint, required checks of the source repository. Inspector’s answers cover a part of the question, not the Dockerfile lint.',
    effort: 'medium',
  },
  known({ repository, images }, look) {
    if (isCached(look, repository.repositoryName))
      return notApplicable('A pull-through cache copies it from elsewhere.')
    const uses = images.flatMap((one) => one.uses)
    const prod = uses.some(
      (use) => classify(look, [use.service?.tags ?? [], look.get('clusters', use.clusterArn)?.tags ?? []]).prod,
    )
    return prod ? undefined : notApplicable('No production service runs its images.')
  },
  facts: [
    ({ repository }) => [cite('repositories', repository, 'repositoryName')],
    (_, look) => look.all('inspectorAccountStatus').map((one) => cite('inspectorAccountStatus', one, 'codeRepository')),
  ],
})
