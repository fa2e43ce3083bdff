import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { LiveRefresh } from '#app/_lib/live-refresh.tsx'
import { scanPartOf } from '#app/_lib/scan-part.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Steps } from '#components/page/steps.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Message } from '#components/ui/message.tsx'
import { type AccountDetail, findAccount } from '#lib/data/accounts.ts'
import { readRevisionCount } from '#lib/data/collecting/revisions.ts'
import { findScan, type ScanDetail } from '#lib/data/scans.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { CallLedger } from './_components/call-ledger.tsx'
import { Collectors } from './_components/collectors.tsx'
import { CancelScan, ScanAgain } from './_components/scan-actions.tsx'
import { ScanFigures } from './_components/scan-figures.tsx'
import { ScanGaps } from './_components/scan-gaps.tsx'
import { stepsOf } from './steps.ts'
import { scanTitle, scanVerdict } from './verdict.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<{ ledger?: string | string[]; collectors?: string | string[] }>
}

const scanOf = cache(async (id: string): Promise<ScanDetail> => {
  const viewer = await requireViewer()
  const scan = /^\d{1,9}$/.test(id) ? await findScan(viewer, Number(id)) : undefined
  return scan ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: scanTitle(await scanOf((await params).id)) }
}

export default async function ScanPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const scan = await scanOf((await params).id)
  const { ledger, collectors } = await searchParams
  const account = await findAccount(viewer, scan.account.id)
  const now = new Date()
  const isActive = scan.state === 'queued' || scan.state === 'running'
  const isLatest = account?.lastScan?.id === scan.id
  const revisions = isLatest ? await readRevisionCount(viewer, scan.account.id) : undefined
  return (
    <>
      <Crumbs crumbs={[{ label: 'Scans', href: '/scans' }, { label: String(scan.id) }]} />
      <PageHead
        {...scanVerdict(scan, now)}
        actions={account && <Actions viewer={viewer} scan={scan} account={account} />}
      />
      {isActive && <LiveRefresh every={1_000} />}
      {isActive && <Steps label="Steps" steps={stepsOf(scan, account?.kind === 'role')} />}
      {scan.state === 'failed' && (
        <div className="mt-4 grid gap-2">
          <Message tone="error">{scan.error}</Message>
          <p className="text-ink-2">
            Put that right, {account?.lastError === scan.error && 'verify the account, '}then scan again.
          </p>
        </div>
      )}
      {scan.state === 'done' && (
        <>
          <ScanFigures scan={scan} isLatest={isLatest} revisions={revisions} now={now} />
          <ScanGaps scan={scan} roleName={account?.roleArn?.split('/').at(-1)} isLatest={isLatest} />
          <CallLedger entries={scan.ledger} whole={ledger === 'all'} scan={scan.id} />
        </>
      )}
      {scan.units.length > 0 && <Collectors scan={scan} whole={collectors === 'all'} now={now} />}
      {isActive && <p className="mt-4 text-sm text-ink-3">Calls and gaps are listed here once the scan is stored.</p>}
    </>
  )
}

function Actions({ viewer, scan, account }: { viewer: Viewer; scan: ScanDetail; account: AccountDetail }) {
  const hasFailed = scan.state === 'failed'
  if (scan.state === 'queued' || scan.state === 'running') {
    return can(viewer, 'scan') && !scan.cancelRequested && <CancelScan scan={scan.id} />
  }
  return (
    <>
      {scan.previous && <LinkButton href={`/scans/${scan.previous.id}`}>Scan {scan.previous.id}, before it</LinkButton>}
      {hasFailed && account.lastError === scan.error && can(viewer, 'manage-accounts') && (
        <LinkButton href={`/accounts/new?id=${account.id}`}>Verify the account</LinkButton>
      )}
      {can(viewer, 'scan') && !account.paused && (
        <ScanAgain account={account.id} part={scanPartOf(scan.settings)} primary={hasFailed} />
      )}
    </>
  )
}
