import { currentUser } from '#app/_lib/viewer.ts'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { type ExceptionFilter, listExceptions } from '#lib/data/exceptions/list.ts'
import { requirePermission, type Viewer } from '#lib/data/viewer.ts'
import { exceptionsCsv } from '#lib/report/exceptions-csv.ts'
import { exportName } from '#lib/report/plain-csv.ts'
import { exportHref, readExceptionsQuery } from '../search-params.ts'
import { lineOf } from './lines.ts'

/** The exceptions of one state, all pages of the list, as a file. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser()
  if (!user) return new Response('Sign in first.\n', { status: 401 })
  requirePermission(user.viewer, 'export')
  const asked = new URL(request.url).searchParams
  const read = readExceptionsQuery(Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name)])))
  if ('problem' in read) return new Response(`${read.problem}\n`, { status: 400 })

  const { tab, account, check } = read.query
  const now = new Date()
  const rows = await everyException(user.viewer, { tab, accounts: account, check })
  const circumstances = { filter: exportHref(read.query), exported_at: now.toISOString() }
  return new Response(exceptionsCsv(rows.map((row) => ({ ...lineOf(row), ...circumstances }))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${exportName(account, now, `exceptions_${tab}.csv`)}"`,
      'cache-control': 'no-store',
    },
  })
}

async function everyException(viewer: Viewer, filter: ExceptionFilter): Promise<ExceptionRow[]> {
  const rows: ExceptionRow[] = []
  let after: string | undefined
  do {
    const page = await listExceptions(viewer, filter, { after, size: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
