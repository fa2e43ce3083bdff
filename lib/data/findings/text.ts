import { pool } from '../client.ts'
import { all, binder, containing, oneOf } from '../sql.ts'

/** What a search text asks for. */
export type TextMatch =
  | { kind: 'number'; number: string }
  | { kind: 'resources'; ids: readonly number[]; checks: readonly string[] }
  /** Too many resources to name: to be compared row by row. */
  | { kind: 'words'; patterns: readonly string[]; checks: readonly string[] }

const mostResources = 5_000

/** Looks the text up among the resources, so that findings can be read by their index. */
export async function matchText(
  text: string,
  checks: readonly string[] = [],
  accounts?: readonly string[],
): Promise<TextMatch> {
  const trimmed = text.trim()
  const number = /^f-?(\d{1,18})$/i.exec(trimmed)?.[1]
  if (number) return { kind: 'number', number }
  if (trimmed.startsWith('arn:')) return { kind: 'resources', ids: await resourcesOfArn(trimmed, accounts), checks: [] }
  const patterns = trimmed.split(/\s+/).map(containing)
  const sql = binder()
  const where = all([`search like all(${sql.bind(patterns)})`, oneOf(sql, 'account', accounts)])
  const limit = sql.bind(mostResources + 1)
  const { rows } = await pool().query<{ id: number }>(
    `select id from resource where ${where} limit ${limit}`,
    sql.values,
  )
  if (rows.length > mostResources) return { kind: 'words', patterns, checks }
  return { kind: 'resources', ids: rows.map(({ id }) => id), checks }
}

/** A task definition's ARN may be pasted with its revision; findings are about the family. */
async function resourcesOfArn(arn: string, accounts?: readonly string[]): Promise<number[]> {
  const family = arn.replace(/(:(?:daemon-)?task-definition\/[^:]+):\d+$/, '$1')
  const sql = binder()
  const where = all([`(arn = ${sql.bind(family)} or key = ${sql.bind(family)})`, oneOf(sql, 'account', accounts)])
  const { rows } = await pool().query<{ id: number }>(`select id from resource where ${where}`, sql.values)
  return rows.map(({ id }) => id)
}
