import type { Rule } from '#lib/checks/define-check.ts'
import { rules } from '#lib/checks/questions.ts'
import { checksAsJson, checksAsMarkdown } from '#lib/report/check-list.ts'
import { defineCommand, oneOf, UsageError } from './command.ts'
import { writeResult } from './output.ts'

export const checksCommand = defineCommand({
  name: 'checks',
  usage: '[CHECK ...] [--format json|md]',
  details: `
Lists every check and every question for a person, or the named ones.

  --format json|md   JSON for programs (default) or Markdown for people`,
  options: { format: { type: 'string' } },
  async run(values, positionals) {
    const format = oneOf('format', values.format, ['json', 'md']) ?? 'json'
    const chosen = chooseChecks(positionals)
    await writeResult(format === 'md' ? checksAsMarkdown(chosen) : checksAsJson(chosen))
    return 0
  },
})

/** The checks and questions with these ids, or all when there are none. */
function chooseChecks(ids: readonly string[]): readonly Rule[] {
  const unknown = ids.find((id) => !rules.some((check) => check.id === id))
  if (unknown !== undefined)
    throw new UsageError(`Unknown check "${unknown}": see "npx tidewaiter checks --format md".`)
  return ids.length === 0 ? rules : rules.filter((check) => ids.includes(check.id))
}
