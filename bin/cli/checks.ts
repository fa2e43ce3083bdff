import type { Check } from '#lib/checks/define-check.ts'
import { checks } from '#lib/checks/index.ts'
import { checksAsJson, checksAsMarkdown } from '#lib/report/check-list.ts'
import { defineCommand, oneOf, UsageError } from './command.ts'
import { writeResult } from './output.ts'

export const checksCommand = defineCommand({
  name: 'checks',
  usage: '[CHECK ...] [--format json|md]',
  details: `
Lists every check, or the named ones.

  --format json|md   JSON for programs (default) or Markdown for people`,
  options: { format: { type: 'string' } },
  async run(values, positionals) {
    const format = oneOf('format', values.format, ['json', 'md']) ?? 'json'
    const chosen = chooseChecks(positionals)
    await writeResult(format === 'md' ? checksAsMarkdown(chosen) : checksAsJson(chosen))
    return 0
  },
})

/** The checks with these ids, or all when there are none. */
function chooseChecks(ids: readonly string[]): readonly Check[] {
  const unknown = ids.find((id) => !checks.some((check) => check.id === id))
  if (unknown !== undefined)
    throw new UsageError(`Unknown check "${unknown}": see "npx tidewaiter checks --format md".`)
  return ids.length === 0 ? checks : checks.filter((check) => ids.includes(check.id))
}
