import { grouped } from '#components/score/format.ts'
import type { Rule } from '#lib/checks/define-check.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

/** How the estate stands on one recommendation, in words and a number. */
export function verdictOf({ title }: Recommendation, check: Rule | undefined, standing?: Standing): string {
  if (!check) return `Not yet checked: ${title}`
  if (!standing) return `Not scanned yet: ${title}`
  const { fail, pass, unknown, waiting, manual, excepted } = standing
  if (fail > 0) return `${check.failTitle}: ${grouped(fail)} of ${grouped(fail + pass)} fail`
  if (unknown + waiting > 0) return `${grouped(unknown + waiting)} unknown: ${title}`
  if (manual > 0) return `${grouped(manual)} to be attested: ${title}`
  if (excepted > 0) return `${grouped(excepted)} under exception: ${title}`
  if (pass > 0) return `All ${grouped(pass)} pass: ${title}`
  return `Nothing to judge: ${title}`
}
