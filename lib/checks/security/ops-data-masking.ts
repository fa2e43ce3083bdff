import { logGroupNameOf } from '#lib/inventory/derived/logs.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'ops-data-masking',
  subject: 'service',
  requires: [],
  shows: ['taskDefinitions', 'logGroups'],
  statement:
    'Sensitive fields are masked or replaced by tokens in storage, in copies for analytics, in logs and in the tools that support staff use.',
  accepts: [
    'The inventory of sensitive fields and how each is masked',
    'A sample of log lines and of an analytics copy',
    'Who may see unmasked values (logs:Unmask, for example)',
  ],
  validDays: 365,
  why: 'Copies of sensitive data spread to logs, reports and support screens, where far more people and systems can read them than in the database that is guarded.',
  fix: {
    summary:
      'Turn on data protection policies for the log groups, replace values by tokens where they enter, and restrict logs:Unmask. Masked data cannot be searched by value: keep a token for that.',
    effort: 'large',
  },
  known({ service }, look) {
    const { sensitive } = classifyService(look, service)
    if (sensitive) return undefined
    return notApplicable(
      sensitive === undefined
        ? 'No tag says whether its data is sensitive: tag it with data-classification.'
        : 'Its tags say that its data is not sensitive.',
    )
  },
  facts: [
    ({ primary }, look) => {
      const definition = primary?.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
      const names = new Set(definition?.containerDefinitions.flatMap((one) => logGroupNameOf(one) ?? []))
      return look
        .all('logGroups')
        .filter((group) => names.has(group.logGroupName))
        .map((group) => cite('logGroups', group, 'dataProtectionStatus'))
    },
  ],
})
