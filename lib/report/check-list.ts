import { validityOf } from './attestation.ts'
import type { CheckInfo } from './check-info.ts'
import { citedControls } from './check-info.ts'

const documents: Readonly<Record<CheckInfo['guide']['document'], string>> = {
  'ecs-best-practices': 'Amazon ECS Best Practices Guide',
  'ecs-development-rules': 'AWS ECS Development Rules',
}

/** Checks and questions as a JSON array: what each asks, why, how to fix it, which AWS actions feed it. */
export function checksAsJson(checks: readonly CheckInfo[]): string {
  const rows = checks.map(
    ({ id, title, failTitle, pillar, severity, mode, why, fix, guide, actions, asks, ...check }) => ({
      id,
      title,
      failTitle,
      pillar,
      severity,
      mode,
      why,
      fix,
      guide,
      controls: citedControls(check),
      actions,
      ...(asks && { attestation: asks }),
    }),
  )
  return `${JSON.stringify(rows, null, 2)}\n`
}

/** Checks and questions as a Markdown page, by pillar: docs/checks.md. */
export function checksAsMarkdown(checks: readonly CheckInfo[]): string {
  const pillars = [...Map.groupBy(checks, (check) => check.pillar)]
  const asked = checks.filter((check) => check.asks).length
  const intro = [
    '# Checks',
    '',
    `Tidewaiter runs ${checks.length - asked} checks and asks ${asked} questions that only a person can answer. This page is written by \`npx tidewaiter checks --format md\`.`,
    '',
    '| Check | Severity | What is judged |',
    '| --- | --- | --- |',
    ...checks.map((check) => `| [${check.id}](#${check.id}) | ${check.severity} | ${cell(check.title)} |`),
  ]
  const sections = pillars.flatMap(([pillar, own]) => [`## ${capitalised(pillar)}`, ...own.flatMap(section)])
  return `${[...intro, '', ...sections].join('\n').trimEnd()}\n`
}

function section(check: CheckInfo): string[] {
  const { document, section: place, page } = check.guide
  const controls = Object.entries(citedControls(check)).filter(([, ids]) => ids.length > 0)
  return [
    '',
    `### ${check.id}`,
    '',
    `**${check.title}.** ${check.why}`,
    '',
    `- Severity: ${check.severity}${check.mode === 'heuristic' ? ' (a suspicion, scored one lower)' : ''}`,
    ...(check.asks ? questionLines(check.asks) : [`- When it fails: ${check.failTitle}`]),
    `- Fix (${check.fix.effort} effort): ${check.fix.summary}`,
    `- Guide: ${documents[document]}, ${place}${page ? `, page ${page}` : ''}`,
    ...controls.map(([framework, ids]) => `- ${framework}: ${ids.join(', ')}`),
    `- Reads: ${check.actions.map((action) => `\`${action}\``).join(', ')}`,
    '',
  ]
}

function questionLines(asks: NonNullable<CheckInfo['asks']>): string[] {
  return [
    `- To be attested: ${asks.statement}`,
    `- Evidence: ${asks.accepts.join('; ')}`,
    `- Valid: ${validityOf(asks)}`,
    ...(asks.endsEarly.length > 0 ? [`- Ends early when ${asks.endsEarly.join(', or ')}`] : []),
  ]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
