import { type Binder, containing } from '../sql.ts'
import { ofResources } from './resources.ts'

interface Search {
  text: string
  /** Checks whose title holds the words; their findings match as well. */
  checks?: readonly string[]
  accounts?: readonly string[]
}

/** The condition that findings `s` match a text. @param number the column of their number */
export async function textCondition({ text, checks = [], accounts }: Search, number: string, sql: Binder) {
  const trimmed = text.trim()
  const wanted = /^f-?(\d{1,18})$/i.exec(trimmed)?.[1]
  if (wanted) return `${number} = ${sql.bind(wanted)}`
  if (trimmed.startsWith('arn:')) return ofResources((lookup) => [isArn(trimmed, lookup)], sql, accounts)
  const words = trimmed.split(/\s+/).map(containing)
  const named = await ofResources((lookup) => words.map((word) => `r.search like ${lookup.bind(word)}`), sql, accounts)
  return checks.length > 0 ? `(${named} or s.check_id = any(${sql.bind(checks)}))` : named
}

/** A task definition's ARN may be pasted with its revision; findings are about the family. */
function isArn(arn: string, sql: Binder): string {
  const family = sql.bind(arn.replace(/(:(?:daemon-)?task-definition\/[^:]+):\d+$/, '$1'))
  return `(r.arn = ${family} or r.key = ${family})`
}
