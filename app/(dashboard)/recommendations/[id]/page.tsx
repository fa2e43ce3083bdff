import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Given } from '#app/_lib/address.ts'
import { findRule } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { pillarWord } from '#app/_lib/words.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { Exceptions } from '#app/(dashboard)/_components/exceptions.tsx'
import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { listAttestations } from '#lib/data/attestations/list.ts'
import { countExceptions, listExceptions } from '#lib/data/exceptions/list.ts'
import { readRecommendation } from '#lib/data/guide/recommendation.ts'
import { readStanding } from '#lib/data/guide/standings.ts'
import { can } from '#lib/data/viewer.ts'
import { isRecommendationId, type Recommendation, recommendation } from '#lib/frameworks/recommendations.ts'
import { About } from './_components/about.tsx'
import { Answers } from './_components/answers.tsx'
import { NotJudged } from './_components/not-judged.tsx'
import { Remedy } from './_components/remedy.tsx'
import { Standings } from './_components/standings.tsx'
import { recommendationAddress, recommendationHref } from './search-params.ts'
import { verdictOf } from './verdict.ts'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Given>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const entry = await asked(params)
  const address = recommendationAddress.read(await searchParams)
  const accounts = 'query' in address ? address.query.account : undefined
  const { standing } = await readStanding(await requireViewer(), entry.id, { accounts })
  return { title: `${verdictOf(entry, findRule(entry.id), standing)} - Guide` }
}

export default async function RecommendationPage({ params, searchParams }: Props) {
  const entry = await asked(params)
  const address = recommendationAddress.read(await searchParams)
  if ('problem' in address) return <BadAddress problem={address.problem} href={recommendationHref(entry.id)} />
  const { query } = address
  const check = findRule(entry.id)
  const viewer = await requireViewer()
  const within = { accounts: query.account, check: entry.id }
  const [detail, answers, counts, expiring] = await Promise.all([
    readRecommendation(viewer, entry.id, { accounts: query.account }),
    listAttestations(viewer, within, { size: 20 }),
    countExceptions(viewer, within),
    listExceptions(viewer, { tab: 'expiring', ...within }, { size: 5 }),
  ])
  const { standing } = detail
  const verdict = verdictOf(entry, check, standing)
  return (
    <>
      <Crumbs crumbs={crumbsOf(entry)} />
      <PageHead
        verdict={verdict}
        sub={!verdict.endsWith(entry.title) && <p>{entry.title}</p>}
        actions={
          check && (
            <>
              {standing && standing.fail > 0 && (
                <LinkButton href={findingsHref({ check: [entry.id], account: query.account })}>
                  Open findings
                </LinkButton>
              )}
              <LinkButton kind="primary" href={check.asks ? '#asks' : '#fix'}>
                {check.asks ? 'What is asked' : 'How to fix it'}
              </LinkButton>
            </>
          )
        }
      />
      {check && standing ? (
        <Standings
          check={check}
          standing={standing}
          detail={detail}
          query={query}
          mayAttest={can(viewer, 'attest')}
          decisions={
            <>
              <Exceptions counts={counts} expiring={expiring.rows} account={query.account} check={entry.id} />
              <Answers rows={answers.rows} more={answers.next !== undefined} />
            </>
          }
          now={new Date()}
        >
          <About recommendation={entry} check={check} />
        </Standings>
      ) : (
        <div className="mt-4">
          <WithRail railLabel="About this recommendation" rail={<About recommendation={entry} check={check} />}>
            <NotJudged check={check} />
            {check && <Remedy rule={check} />}
          </WithRail>
        </div>
      )}
    </>
  )
}

async function asked(params: Props['params']): Promise<Recommendation> {
  const { id } = await params
  return isRecommendationId(id) ? recommendation(id) : notFound()
}

function crumbsOf({ id, pillar, guide }: Recommendation) {
  const chapter = guide.page === undefined ? pillarWord(pillar) : `${pillarWord(pillar)}, p. ${guide.page}`
  return [
    { label: 'Guide', href: '/recommendations' },
    { label: chapter, href: `/recommendations?pillar=${pillar}` },
    { label: id, mono: true },
  ]
}
