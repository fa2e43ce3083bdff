import { checksAbout } from '#app/_lib/checks.ts'
import { currentUser } from '#app/_lib/viewer.ts'
import { listAccounts } from '#lib/data/accounts.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import { requirePermission, type Viewer } from '#lib/data/viewer.ts'
import { findingsCsvHead, findingsCsvLines } from '#lib/report/findings-csv.ts'
import { exportName } from '#lib/report/plain-csv.ts'
import { type FindingsQuery, filterOf, findingsHref, orderOf, readFindingsQuery } from '../search-params.ts'
import { type Circumstances, circumstancesOf, lineOf } from './lines.ts'

const rowsAtOnce = 200

/** The findings of a filter, all of its pages, as a file. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser()
  if (!user) return new Response('Sign in first.\n', { status: 401 })
  requirePermission(user.viewer, 'export')
  const asked = new URL(request.url).searchParams
  const read = readFindingsQuery(Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name)])))
  if ('problem' in read) return new Response(`${read.problem}\n`, { status: 400 })

  const { query } = read
  const now = new Date()
  const filter = findingsHref({
    ...query,
    after: undefined,
    before: undefined,
    from: 1,
    finding: undefined,
    group: 'none',
  })
  const circumstances = circumstancesOf(await listAccounts(user.viewer), filter, now)
  const name = exportName(query.account, now, 'findings.csv')
  return new Response(streamOf(textOf(user.viewer, query, circumstances)).pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}

/** One page of the list at a time, so that a large export needs no more memory than a small one. */
async function* textOf(viewer: Viewer, query: FindingsQuery, circumstances: Circumstances): AsyncGenerator<string> {
  yield findingsCsvHead()
  const filter = filterOf(query, query.q ? checksAbout(query.q) : [], viewer.userId)
  let after: string | undefined
  do {
    const page = await listFindings(viewer, filter, orderOf(query), { after, size: rowsAtOnce })
    if (page.rows.length > 0) yield findingsCsvLines(page.rows.map((row) => lineOf(row, circumstances)))
    after = page.next
  } while (after !== undefined)
}

/** Asks for the next text only when the reader has taken the one before. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<string> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
