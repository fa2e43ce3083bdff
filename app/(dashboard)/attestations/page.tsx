import type { Metadata } from 'next'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { isScanned, NotScanned } from '#app/(dashboard)/_components/not-scanned.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { counted } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { StateTabs } from '#components/ui/state-tabs.tsx'
import { type AccountRow, listAccounts } from '#lib/data/accounts.ts'
import {
  type AttestationRow,
  type AttestationTab,
  countAttestations,
  listAttestations,
} from '#lib/data/attestations/list.ts'
import { readDueCounts } from '#lib/data/attestations/sign.ts'
import type { Page } from '#lib/data/page.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AttestationTable } from './_components/attestation-table.tsx'
import { DueTable } from './_components/due-table.tsx'
import { attestationsAddress, type Tab, tabs } from './search-params.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${verdictOf(await readCounts(await requireViewer()))} - Attestations` }
}

export default async function AttestationsPage({ searchParams }: Props) {
  const read = attestationsAddress.read(await searchParams)
  if ('problem' in read) return <BadAddress problem={read.problem} href={attestationsAddress.href()} />
  const { query } = read
  const viewer = await requireViewer()
  const counts = await readCounts(viewer, query.account)
  const { tab } = query
  return (
    <>
      <PageHead
        verdict={verdictOf(counts)}
        sub="What only a person can tell: signed with evidence by one, reviewed by another, until a day."
      />
      <StateTabs
        label="Answers by state"
        tabs={tabs.map((each) => ({
          label: tabWords[each],
          href: attestationsAddress.href({ tab: each, account: query.account }),
          count: counts[each],
          current: each === tab,
        }))}
      />
      {tab === 'due' ? (
        <Due rows={counts.questions} account={query.account} accounts={await listAccounts(viewer)} />
      ) : (
        <Answers tab={tab} query={query} page={await readPage(viewer, tab, query)} />
      )}
    </>
  )
}

type Query = { account?: string[]; after?: string; before?: string }
type Counts = Record<Tab, number> & { questions: { check: string; count: number }[] }

async function readCounts(viewer: Viewer, accounts?: readonly string[]): Promise<Counts> {
  const [questions, counts] = await Promise.all([
    readDueCounts(viewer, { accounts }),
    countAttestations(viewer, accounts),
  ])
  return { ...counts, questions, due: questions.reduce((sum, { count }) => sum + count, 0) }
}

function readPage(viewer: Viewer, tab: AttestationTab, { account, after, before }: Query) {
  return listAttestations(viewer, { tab, accounts: account }, { after, before })
}

const tabWords: Readonly<Record<Tab, string>> = {
  due: 'Due',
  pending: 'To be reviewed',
  valid: 'In force',
  ending: 'Ends within 30 days',
  ended: 'Ended',
}

function verdictOf({ due, pending, valid, ending }: Counts): string {
  if (pending > 0) return `${counted(pending, 'answer')} to be reviewed`
  if (due > 0) return `${due} to be attested`
  if (ending > 0) return `${counted(ending, 'answer')} ${ending === 1 ? 'ends' : 'end'} within 30 days`
  return valid > 0 ? `${counted(valid, 'answer')} in force` : 'Nothing is asked of anybody'
}

interface DueProps {
  rows: Counts['questions']
  account?: string[]
  accounts: readonly AccountRow[]
}

function Due({ rows, account, accounts }: DueProps) {
  if (rows.length > 0) return <DueTable rows={rows} account={account} />
  if (!isScanned(accounts)) {
    return (
      <div className="mt-3">
        <NotScanned accounts={accounts}>
          A scan finds what a person is asked; the guide says of each question what counts as evidence.
        </NotScanned>
      </div>
    )
  }
  return (
    <div className="mt-3">
      <EmptyState
        kind="clear"
        title="Nothing waits for an answer"
        action={<LinkButton href="/recommendations">Open the guide</LinkButton>}
      >
        A scan finds what a person is asked; the guide says of each question what counts as evidence.
      </EmptyState>
    </div>
  )
}

const nothing: Readonly<Record<AttestationTab, string>> = {
  pending: 'Nothing waits for a review',
  valid: 'No answer is in force',
  ending: 'No answer ends within 30 days',
  ended: 'No answer has ended',
}

function Answers({ tab, query, page }: { tab: AttestationTab; query: Query; page: Page<AttestationRow> }) {
  if (page.rows.length === 0) {
    return (
      <div className="mt-3">
        <EmptyState kind="clear" title={nothing[tab]} />
      </div>
    )
  }
  const { account } = query
  return (
    <>
      <AttestationTable rows={page.rows} />
      {(page.previous || page.next) && (
        <nav className="hiddenline" aria-label="Pages">
          {page.previous && (
            <TextLink href={attestationsAddress.href({ tab, account, before: page.previous })} plain>
              Newer
            </TextLink>
          )}
          {page.next && (
            <TextLink href={attestationsAddress.href({ tab, account, after: page.next })} plain>
              Older
            </TextLink>
          )}
        </nav>
      )}
    </>
  )
}
