import type { Metadata } from 'next'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { Incomplete } from '#app/(dashboard)/_components/incomplete.tsx'
import { NoEstate } from '#app/(dashboard)/_components/no-estate.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { TreeTable } from '#components/table/tree-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { readOpenGaps } from '#lib/data/posture/gaps.ts'
import { TreePages } from './_components/tree-pages.tsx'
import { treeColumns, treeRows } from './_components/tree-rows.tsx'
import { readTreeOnce } from './read-tree.ts'
import { servicesAddress } from './search-params.ts'
import { pageStands, pageVerdict, treeSize } from './service-words.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const asked = servicesAddress.read(await searchParams)
  if ('problem' in asked) return { title: 'Services' }
  const { account, from } = asked.query
  const tree = await readTreeOnce(await requireViewer(), account?.join() ?? '', from)
  return { title: `${pageVerdict(tree)} - Services` }
}

export default async function ServicesPage({ searchParams }: Props) {
  const asked = servicesAddress.read(await searchParams)
  if ('problem' in asked) return <BadAddress problem={asked.problem} href={servicesAddress.href()} />
  const { query } = asked
  const viewer = await requireViewer()
  const scope = { accounts: query.account }
  const [tree, allGaps, accounts] = await Promise.all([
    readTreeOnce(viewer, query.account?.join() ?? '', query.from),
    readOpenGaps(viewer, scope),
    listAccounts(viewer),
  ])
  const gaps = allGaps.filter(({ action }) => action.startsWith('ecs:'))
  const { clusters } = tree
  const stands = pageStands(tree)
  if (clusters.length === 0) {
    return (
      <>
        <PageHead verdict={pageVerdict(tree)} />
        <div className="mt-4">
          <NoEstate what="clusters" accounts={accounts} gaps={gaps} />
        </div>
      </>
    )
  }
  const all = query.open === 'all'
  const services = clusters.flatMap((cluster) => cluster.services.map(({ key }) => key))
  return (
    <>
      <PageHead
        verdict={pageVerdict(tree)}
        sub={
          <p>
            {stands && `${stands}. `}
            {treeSize(clusters)}, as the latest scans saw them. <Incomplete gaps={gaps} />
          </p>
        }
        actions={
          <LinkButton href={servicesAddress.href({ ...query, open: all ? 'services' : 'all' })}>
            {all ? 'Show services only' : 'Show containers'}
          </LinkButton>
        }
      />
      <div className="mt-3">
        <TreeTable
          key={`${query.open} ${tree.index}`}
          caption="Clusters with their services, task definitions and containers"
          columns={treeColumns}
          rows={treeRows(clusters)}
          closed={all ? [] : services}
        />
        <TreePages tree={tree} query={query} />
      </div>
    </>
  )
}
