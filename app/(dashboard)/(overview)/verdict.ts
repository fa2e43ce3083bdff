import { counted, grouped } from '#components/score/format.ts'
import { type Severity, severities } from '#lib/checks/result.ts'
import type { Posture } from '#lib/data/posture/posture.ts'
import type { Score } from '#lib/score/score.ts'

/** How things stand, in words and a number: "3 critical open. Score 87, grade D until they are fixed." */
export function verdictOf({ overall, severities: counts }: Posture): string {
  return `${openWords(counts)} ${scoreWords(overall)}`
}

/** The most severe that is open, for titles: "3 critical", or "nothing open". */
export function worstWords(counts: Posture['severities']): string {
  const worst = severities
    .map((severity) => ({ severity, open: openOf(counts, severity) }))
    .find(({ open }) => open > 0)
  return worst ? `${grouped(worst.open)} ${worst.severity}` : 'Nothing open'
}

function openWords(counts: Posture['severities']): string {
  const worst = worstWords(counts)
  return worst === 'Nothing open' ? 'Nothing is open.' : `${worst} open.`
}

function scoreWords({ value, grade, uncapped, coverage, critical }: Score): string {
  if (value === undefined || grade === undefined) {
    return `No score: only ${Math.floor(coverage)}\u00a0% could be judged.`
  }
  const held = grade !== uncapped
  if (!held) return `Score ${value}, grade ${grade}.`
  return `Score ${value}, grade ${grade} until ${critical === 1 ? 'it is' : 'they are'} fixed.`
}

function openOf(counts: Posture['severities'], severity: Severity): number {
  return counts.find((each) => each.severity === severity)?.open ?? 0
}

/** What holds the grade, under the score: "B by score, capped by 3 critical". */
export function gradeNote({ grade, uncapped, critical }: Score): string | undefined {
  if (grade === undefined || grade === uncapped) return undefined
  return `${uncapped} by score, capped by ${grouped(critical)} critical`
}

/** What fixing the list would bring: "All five: score 90, cap lifted, grade A". */
export function afterNote(count: number, before: Score, after: Score): string | undefined {
  if (count === 0 || after.value === undefined) return undefined
  const lifted = before.grade !== before.uncapped && after.grade === after.uncapped
  const all = count === 1 ? 'Fixed' : `All ${countWords[count] ?? count}`
  return `${all}: score ${after.value}${lifted ? ', cap lifted' : ''}, grade ${after.grade}`
}

const countWords: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' }

interface Reasons {
  opened: number
  regressed: number
  exposed: number
  production: number
  running: number
}

/** Why a recommendation comes first: "2 regressed, 1 new, 3 face the internet, 4 in production". */
export function whyFirst({ opened, regressed, exposed, production, running }: Reasons): string {
  const words = [
    regressed > 0 && `${grouped(regressed)} regressed`,
    opened > 0 && `${grouped(opened)} new`,
    exposed > 0 && `${grouped(exposed)} ${exposed === 1 ? 'faces' : 'face'} the internet`,
    production > 0 && `${grouped(production)} in production`,
  ].filter(Boolean)
  return words.length > 0 ? words.join(', ') : `${counted(running, 'finding')} on what runs now`
}
