import type { Check, Rule } from '#lib/checks/define-check.ts'
import { checks } from '#lib/checks/index.ts'
import { rules } from '#lib/checks/questions.ts'
import { isRecommendationId, recommendation } from '#lib/frameworks/recommendations.ts'

const byId = new Map<string, Check>(checks.map((check) => [check.id, check]))

/** Undefined for a check that this version no longer has: findings outlive it. */
export function findCheck(id: string): Check | undefined {
  return byId.get(id)
}

/** A check or a question; undefined where this version has neither. */
export function findRule(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id)
}

/** What is wrong where the check fails, in a few words: "Container runs as root". */
export function failTitleOf(id: string): string {
  return findRule(id)?.failTitle ?? titleOf(id)
}

/** What the recommendation asks for: "Run containers as a non-root user". */
export function titleOf(id: string): string {
  return isRecommendationId(id) ? recommendation(id).title : id
}

/** Checks and questions whose titles hold all words of a searched text. */
export function checksAbout(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/)
  return rules
    .filter((check) => {
      const titles = `${check.id} ${check.failTitle} ${check.title}`.toLowerCase()
      return words.every((word) => titles.includes(word))
    })
    .map(({ id }) => id)
}
