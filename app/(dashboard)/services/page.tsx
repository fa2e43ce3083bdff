import type { Metadata } from 'next'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { TreeTable } from '#components/table/tree-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { readServiceTree } from '#lib/data/estate/services.ts'
import { treeColumns, treeRows } from './_components/tree-rows.tsx'
import { servicesAddress } from './search-params.ts'
import { treeSize, treeVerdict } from './service-words.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const asked = servicesAddress.read(await searchParams)
  if ('problem' in asked) return { title: 'Services' }
  const clusters = await readServiceTree(await requireViewer(), { accounts: asked.query.account })
  return { title: `${treeVerdict(clusters)} - Services` }
}

export default async function ServicesPage({ searchParams }: Props) {
  const asked = servicesAddress.read(await searchParams)
  if ('problem' in asked) return <BadAddress problem={asked.problem} href={servicesAddress.href()} />
  const { query } = asked
  const clusters = await readServiceTree(await requireViewer(), { accounts: query.account })
  if (clusters.length === 0) return <NoClusters />
  const all = query.open === 'all'
  const services = clusters.flatMap((cluster) => cluster.services.map(({ key }) => key))
  return (
    <>
      <PageHead
        verdict={treeVerdict(clusters)}
        sub={<p>{treeSize(clusters)}, as the latest scans saw them.</p>}
        actions={
          <LinkButton href={servicesAddress.href({ ...query, open: all ? 'services' : 'all' })}>
            {all ? 'Show services only' : 'Show containers'}
          </LinkButton>
        }
      />
      <div className="mt-3">
        <TreeTable
          key={query.open}
          caption="Clusters with their services, task definitions and containers"
          columns={treeColumns}
          rows={treeRows(clusters)}
          closed={all ? [] : services}
        />
      </div>
    </>
  )
}

function NoClusters() {
  return (
    <>
      <PageHead verdict="No services" />
      <div className="mt-4">
        <EmptyState
          kind="start"
          title="No cluster was seen yet"
          action={
            <LinkButton kind="primary" href="/accounts">
              Add or scan an account
            </LinkButton>
          }
        >
          Clusters, services, task definitions and containers stand here once a scan has read them.
        </EmptyState>
      </div>
    </>
  )
}
