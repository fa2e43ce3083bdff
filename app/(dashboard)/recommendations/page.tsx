import type { Metadata } from 'next'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { rules } from '#lib/checks/questions.ts'
import { frameworks, readRequirements } from '#lib/data/guide/frameworks.ts'
import { readStandings } from '#lib/data/guide/standings.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { FrameworkFacts } from './_components/framework-facts.tsx'
import { GuideFilters } from './_components/guide-filters.tsx'
import { GuideTable } from './_components/guide-table.tsx'
import { countStates, filterGuide, type GuideRow, guideRows, guideVerdict, isChecked } from './guide-rows.ts'
import { guideAddress } from './search-params.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${guideVerdict(await readRows(await searchParams))} - Guide` }
}

export default async function GuidePage({ searchParams }: Props) {
  const given = await searchParams
  const asked = guideAddress.read(given)
  if ('problem' in asked) return <BadAddress problem={asked.problem} href={guideAddress.href()} />
  const { query } = asked
  const rows = await readRows(given)
  const shown = filterGuide(rows, query)
  return (
    <>
      <PageHead verdict={`The guide: ${guideVerdict(rows)}`} sub={<Coverage rows={rows} />} />
      <FrameworkFacts standings={await readFrameworks(query.account)} />
      <GuideFilters rows={rows} query={query} />
      {shown.length > 0 ? (
        <GuideTable rows={shown} account={query.account} />
      ) : (
        <EmptyState
          kind="filtered"
          title="No recommendation is left by these filters"
          action={<LinkButton href={guideAddress.href({ account: query.account })}>Show all {rows.length}</LinkButton>}
        />
      )}
    </>
  )
}

async function readFrameworks(accounts: string[] | undefined) {
  const viewer = await requireViewer()
  return Promise.all(
    frameworks.map(async (framework) => ({
      name: frameworkNames[framework],
      own: await readRequirements(viewer, framework, { accounts }),
    })),
  )
}

const frameworkNames = { 'pci-dss-4.0.1': 'PCI DSS 4.0.1', hipaa: 'HIPAA Security Rule' } as const

async function readRows(given: Given): Promise<GuideRow[]> {
  const asked = guideAddress.read(given)
  const accounts = 'query' in asked ? asked.query.account : undefined
  return guideRows(recommendations, rules, await readStandings(await requireViewer(), { accounts }))
}

/** How the whole guide is covered; says what is not. */
function Coverage({ rows }: { rows: GuideRow[] }) {
  const { unchecked, unscanned } = countStates(rows)
  const covered = rows.filter((row) => row.covered)
  const checked = covered.filter(isChecked).length
  const asked = covered.length - checked
  return (
    <p>
      All {rows.length} recommendations, in the guide's own order. {checked} have a check,{' '}
      <TextLink href={guideAddress.href({ status: 'unchecked' })}>{unchecked} are not yet checked</TextLink>,{' '}
      <TextLink href={guideAddress.href({ mode: ['attestation'] })}>{asked} are asked of a person</TextLink>: see{' '}
      <TextLink href="/attestations">what waits for an answer</TextLink>.
      {unscanned === covered.length && (
        <>
          {' '}
          <TextLink href="/accounts">Add an account and scan it</TextLink> to see how it stands.
        </>
      )}
    </p>
  )
}
