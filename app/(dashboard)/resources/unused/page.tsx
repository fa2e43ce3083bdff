import type { Metadata } from 'next'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { NoEstate } from '#app/(dashboard)/_components/no-estate.tsx'
import { isScanned } from '#app/(dashboard)/_components/not-scanned.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { grouped } from '#components/score/format.ts'
import { DownloadButton, LinkButton } from '#components/ui/button.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { readOpenGaps } from '#lib/data/posture/gaps.ts'
import { countUnusedRevisions, listUnusedRevisions, readUntoldRegions } from '#lib/data/registered/read.ts'
import { Untold } from './_components/untold.tsx'
import { pageSize, UnusedTable } from './_components/unused-table.tsx'
import { exportHref, filterOf, unusedAddress } from './search-params.ts'
import { verdictOf } from './unused-words.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const asked = unusedAddress.read(await searchParams)
  if ('problem' in asked) return { title: 'Unused revisions' }
  const viewer = await requireViewer()
  const [counts, accounts] = await Promise.all([
    countUnusedRevisions(viewer, filterOf(asked.query)),
    listAccounts(viewer),
  ])
  return { title: `${verdictOf(counts, isScanned(accounts))} - Resources` }
}

export default async function UnusedPage({ searchParams }: Props) {
  const asked = unusedAddress.read(await searchParams)
  if ('problem' in asked) return <BadAddress problem={asked.problem} href={unusedAddress.href()} />
  const { query } = asked
  const { after, before, account, q } = query
  const viewer = await requireViewer()
  const filter = filterOf(query)
  const [page, counts, untold, accounts] = await Promise.all([
    listUnusedRevisions(viewer, filter, { after, before, size: pageSize }),
    countUnusedRevisions(viewer, filter),
    readUntoldRegions(viewer, filter),
    listAccounts(viewer),
  ])
  const hasScan = isScanned(accounts)
  return (
    <>
      <Crumbs crumbs={[{ label: 'Resources', href: '/resources' }, { label: 'Unused revisions' }]} />
      <PageHead
        verdict={verdictOf(counts, hasScan)}
        sub={
          <p className="max-w-prose">
            ACTIVE task definition revisions that no service, task or schedule used at the latest scan. What runs them
            from elsewhere, such as a pipeline that starts tasks, is known only if it ran within 30 days. Tidewaiter
            never deregisters anything: the commands are for you to run.
          </p>
        }
        actions={
          counts.revisions > 0 && (
            <>
              <DownloadButton href={exportHref(query, 'csv')}>Export {grouped(counts.revisions)}</DownloadButton>
              {counts.revisions > counts.cautions && (
                <DownloadButton href={exportHref(query, 'sh')}>
                  Commands for {counts.revisions - counts.cautions}
                </DownloadButton>
              )}
            </>
          )
        }
      />
      <Untold regions={untold} />
      {page.rows.length > 0 && <UnusedTable page={page} query={query} counts={counts} />}
      {page.rows.length === 0 && q !== undefined && (
        <EmptyState
          kind="filtered"
          title={`No unused revision of a family called “${q}”`}
          action={<LinkButton href={unusedAddress.href({ account })}>Clear search</LinkButton>}
        />
      )}
      {page.rows.length === 0 && q === undefined && hasScan && untold.length === 0 && (
        <EmptyState kind="clear" title="Everything that is registered is in use">
          Nothing is left to deregister.
        </EmptyState>
      )}
      {page.rows.length === 0 && q === undefined && !hasScan && (
        <div className="mt-4">
          <NoEstate
            what="unused revisions"
            accounts={accounts}
            gaps={await readOpenGaps(viewer, { accounts: account })}
          />
        </div>
      )}
    </>
  )
}
