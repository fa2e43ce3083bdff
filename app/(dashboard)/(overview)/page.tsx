import type { Metadata } from 'next'
import { cache } from 'react'
import { readScope } from '#app/_lib/scope.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { PageHead } from '#components/page/page-head.tsx'
import { grouped } from '#components/score/format.ts'
import { DownloadButton, LinkButton } from '#components/ui/button.tsx'
import { countAttestations, listAttestations } from '#lib/data/attestations/list.ts'
import { countExceptions, listExceptions } from '#lib/data/exceptions/list.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import { readDoFirst } from '#lib/data/posture/do-first.ts'
import { readOpenGaps } from '#lib/data/posture/gaps.ts'
import { readPosture } from '#lib/data/posture/posture.ts'
import { readRegions } from '#lib/data/posture/regions.ts'
import type { Scope } from '#lib/data/posture/scope.ts'
import { readTrend } from '#lib/data/posture/trend.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { Exceptions } from '../_components/exceptions.tsx'
import { ScoreTrend } from '../_components/score-trend.tsx'
import type { Given } from '../findings/search-params.ts'
import { findingsHref } from '../findings/search-params.ts'
import { Attestations } from './_components/attestations.tsx'
import { DoFirst } from './_components/do-first.tsx'
import { Gaps } from './_components/gaps.tsx'
import { NothingYet } from './_components/nothing-yet.tsx'
import { PillarScores } from './_components/pillar-scores.tsx'
import { Regions } from './_components/regions.tsx'
import { ScorePolicy } from './_components/score-policy.tsx'
import { Severities } from './_components/severities.tsx'
import { SinceLastScan } from './_components/since-last-scan.tsx'
import { verdictOf, worstWords } from './verdict.ts'

type Props = { searchParams: Promise<Given> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { posture } = await readState(await searchParams)
  if (posture.accounts.scanned === 0) return { title: 'Overview' }
  return { title: `${worstWords(posture.severities)} - Overview` }
}

export default async function OverviewPage({ searchParams }: Props) {
  const { viewer, scope, posture } = await readState(await searchParams)
  if (posture.accounts.scanned === 0) return <NothingYet accounts={posture.accounts} viewer={viewer} />
  const { doFirst, regions, trend, gaps, worst, attestations, exceptions } = await readRest(viewer, scope)
  const account = scope.accounts ? [...scope.accounts] : undefined
  return (
    <>
      <PageHead
        verdict={verdictOf(posture)}
        sub={<SinceLastScan posture={posture} account={account} />}
        actions={
          <>
            <DownloadButton href={findingsHref({ account }, '/findings/export')}>
              Export {grouped(posture.overall.open)}
            </DownloadButton>
            {worst && (
              <LinkButton kind="primary" href={findingsHref({ account, finding: worst.id })}>
                Open the worst
              </LinkButton>
            )}
          </>
        }
      />
      <PillarScores posture={posture} account={account} />
      <div className="grid grid-cols-[minmax(0,1.93fr)_minmax(min-content,1fr)] gap-x-8 gap-y-6 max-lg:grid-cols-1">
        <DoFirst {...doFirst} before={posture.overall} failingChecks={posture.failingChecks} account={account} />
        <Severities posture={posture} account={account} />
      </div>
      <div className="mt-6 grid grid-cols-2 gap-x-8 gap-y-6 max-lg:grid-cols-1">
        {trend.length > 1 && <ScoreTrend points={trend} />}
        <div className={trend.length > 1 ? undefined : 'col-span-full'}>
          <Regions rows={regions} mayAdd={can(viewer, 'manage-accounts')} />
        </div>
      </div>
      <Exceptions {...exceptions} account={account} />
      <Attestations {...attestations} due={posture.beside.manual} account={account} />
      <Gaps gaps={gaps} unknown={posture.beside.unknown + posture.beside.waiting} account={account} />
      <ScorePolicy />
    </>
  )
}

async function readState(given: Given) {
  const scope = readScope(given)
  const viewer = await requireViewer()
  return { viewer, scope, posture: await readPostureOnce(viewer, scope.accounts?.join() ?? '') }
}

/** The title and the page ask for the same. @param accounts ids with commas between them, or nothing for all */
const readPostureOnce = cache((viewer: Viewer, accounts: string) =>
  readPosture(viewer, accounts === '' ? {} : { accounts: accounts.split(',') }),
)

async function readRest(viewer: Viewer, scope: Scope) {
  const [doFirst, regions, trend, gaps, worst, counts, ending, excepted, expiring] = await Promise.all([
    readDoFirst(viewer, scope),
    readRegions(viewer, scope),
    readTrend(viewer, scope),
    readOpenGaps(viewer, scope),
    listFindings(viewer, { tab: 'open', accounts: scope.accounts }, { by: 'priority' }, { size: 1 }),
    countAttestations(viewer, scope.accounts),
    listAttestations(viewer, { tab: 'ending', accounts: scope.accounts }, { size: 5 }),
    countExceptions(viewer, { accounts: scope.accounts }),
    listExceptions(viewer, { tab: 'expiring', accounts: scope.accounts }, { size: 5 }),
  ])
  return {
    doFirst,
    regions,
    trend,
    gaps,
    worst: worst.rows[0],
    attestations: { counts, ending: ending.rows },
    exceptions: { counts: excepted, expiring: expiring.rows },
  }
}
