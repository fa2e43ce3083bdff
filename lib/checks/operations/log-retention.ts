import { type Classification, classify } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { LogGroupSubject } from '#lib/inventory/subjects/logs.ts'
import { defineCheck } from '../define-check.ts'
import { fail, pass } from '../result.ts'

export default defineCheck({
  id: 'log-retention',
  subject: 'logGroup',
  requires: ['resourceTags'],
  failTitle: 'Logs are deleted too early',
  messages: {
    short: '{group} keeps events for {days} days; {wanted} are wanted.',
  },
  why: 'Break-ins are often noticed weeks later. Logs deleted by then cannot tell what happened, and card data rules ask for a year.',
  fix: {
    summary:
      'Set a retention period that covers the investigation you would want to make. Storage is billed by volume: move old events to an archive rather than keeping all for ever.',
    effort: 'small',
    cli: 'aws logs put-retention-policy --log-group-name GROUP --retention-in-days 90',
    terraform: `resource "aws_cloudwatch_log_group" "GROUP" {
  retention_in_days = 90
}`,
    cloudformation: `Type: AWS::Logs::LogGroup
Properties:
  RetentionInDays: 90`,
  },
  dormant: 'capped',
  evaluate(value, look) {
    const { group, containerInsights } = value
    const evidence = [cite('logGroups', group, 'retentionInDays')]
    // The service makes these with one day and keeps the metrics apart.
    if (containerInsights && group.logGroupName.endsWith('/performance')) return pass([], evidence)
    const days = group.retentionInDays
    if (days === undefined)
      return isArchive(look, value) ? pass([], evidence) : pass(`${group.logGroupName} never deletes events.`, evidence)
    const classes = classesOf(look, value)
    const cde = classes.some((one) => one.cde)
    const prod = classes.length === 0 || classes.some((one) => one.prod)
    const wanted = cde ? look.policy.minRetentionCde : prod ? look.policy.minRetention : 0
    if (days >= wanted) return pass([], evidence)
    return fail('short', { group: group.logGroupName, days, wanted }, evidence)
  },
})

function classesOf(look: Look<'clusters'>, { uses }: LogGroupSubject): readonly Classification[] {
  return uses.map((use) => classify(look, [use.service?.tags ?? [], look.get('clusters', use.clusterArn)?.tags ?? []]))
}

/** Tagged as an archive: keeping everything for ever is meant. */
function isArchive(look: Look<'resourceTags'>, { group }: LogGroupSubject): boolean {
  const tags = look.get('resourceTags', group.arn)?.Tags ?? []
  return tags.some((tag) => /archive/i.test(`${tag.Key} ${tag.Value}`))
}
