import { currentUser } from '#app/_lib/viewer.ts'
import { listUnusedRevisions, type UnusedFilter, type UnusedRevision } from '#lib/data/registered/read.ts'
import { requirePermission, type Viewer } from '#lib/data/viewer.ts'
import { deregisterCommand, deregisterScript } from '#lib/fix/deregister.ts'
import { exportName } from '#lib/report/plain-csv.ts'
import { unusedCsv } from '#lib/report/unused-csv.ts'
import { filterOf, unusedAddress } from '../search-params.ts'

/** The unused revisions of a filter, all of its pages: as a table, or as commands for those that nothing may need. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser()
  if (!user) return new Response('Sign in first.\n', { status: 401 })
  requirePermission(user.viewer, 'export')
  const asked = new URL(request.url).searchParams
  const read = unusedAddress.read(Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name)])))
  if ('problem' in read) return new Response(`${read.problem}\n`, { status: 400 })
  const format = asked.get('format')
  if (format !== 'csv' && format !== 'sh') return new Response('The format is csv or sh.\n', { status: 400 })

  const rows = await everyRevision(user.viewer, filterOf(read.query))
  const isTable = format === 'csv'
  const commands = rows.filter(({ caution }) => caution === undefined)
  const body = isTable
    ? unusedCsv(rows.map(lineOf))
    : deregisterScript(commands.map((row) => ({ ...row, account: row.account.id })))
  const name = exportName(read.query.account, new Date(), `unused.${format}`)
  return new Response(body, {
    headers: {
      'content-type': `${isTable ? 'text/csv' : 'text/x-shellscript'}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}

async function everyRevision(viewer: Viewer, filter: UnusedFilter): Promise<UnusedRevision[]> {
  const rows: UnusedRevision[] = []
  let after: string | undefined
  do {
    const page = await listUnusedRevisions(viewer, filter, { after, size: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}

function lineOf(row: UnusedRevision) {
  return {
    account: row.account.id,
    account_name: row.account.alias,
    region: row.region,
    family: row.family,
    revision: String(row.revision),
    registered_at: row.registeredAt ?? '',
    left_use: row.leftUse ?? '',
    caution: row.caution ?? '',
    command: deregisterCommand({ ...row, account: row.account.id }) ?? '',
  }
}
