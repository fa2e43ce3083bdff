import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { type Fact, Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { grouped, percent } from '#components/score/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { Message } from '#components/ui/message.tsx'
import { type AccountDetail, findAccount } from '#lib/data/accounts.ts'
import { type RevisionCount, readRevisionCount } from '#lib/data/collecting/revisions.ts'
import { readTrend } from '#lib/data/posture/trend.ts'
import { listActiveScans, listScans } from '#lib/data/scans.ts'
import { can } from '#lib/data/viewer.ts'
import { ScoreTrend } from '../../_components/score-trend.tsx'
import { ScanHistory } from '../../scans/_components/scan-history.tsx'
import { ScanNow } from '../../scans/_components/scan-now.tsx'
import { historyFilter, scansHref } from '../../scans/search-params.ts'
import { DeleteForm } from './_components/delete-form.tsx'
import { PauseForm } from './_components/pause-form.tsx'
import { RenameForm } from './_components/rename-form.tsx'

interface Props {
  params: Promise<{ id: string }>
}

const accountOf = cache(async (id: string): Promise<AccountDetail> => {
  const viewer = await requireViewer()
  return (await findAccount(viewer, id)) ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { alias, state, paused } = await accountOf((await params).id)
  const word = paused ? 'Paused' : { new: 'To verify', ready: 'Ready', failing: 'Failing' }[state]
  return { title: `${word} - ${alias}` }
}

export default async function AccountPage({ params }: Props) {
  const viewer = await requireViewer()
  const account = await accountOf((await params).id)
  const { id, alias, paused, lastError } = account
  const [active, history] = await Promise.all([
    listActiveScans(viewer),
    listScans(viewer, historyFilter({ account: id, state: 'all' }), { size: 5 }),
  ])
  const [revisions, trend] = await Promise.all([readRevisionCount(viewer, id), readTrend(viewer, { accounts: [id] })])
  const now = new Date()
  const running = active.find((scan) => scan.account.id === id)?.id
  const mayManage = can(viewer, 'manage-accounts')
  return (
    <>
      <Crumbs crumbs={[{ label: 'Accounts', href: '/accounts' }, { label: alias }]} />
      <PageHead
        verdict={verdictOf(account)}
        sub={
          paused
            ? 'It is paused: no scan of it starts, and what was found stays.'
            : 'What was found stays between scans.'
        }
        actions={
          <>
            {mayManage && <LinkButton href={`/accounts/new?id=${id}`}>Verify</LinkButton>}
            {can(viewer, 'scan') && !paused && <ScanNow accounts={[{ id, alias, active: running }]} />}
          </>
        }
      />
      {lastError && (
        <div className="mt-4">
          <Message tone="error">{lastError}</Message>
        </div>
      )}
      <div className="mt-4">
        <WithRail
          railLabel="About the account"
          rail={
            <Section id="about" title="Account" first>
              <Facts facts={factsOf(account, now, revisions)} />
            </Section>
          }
        >
          <Section
            id="scans"
            title="Latest scans"
            first
            actions={<TextLink href={scansHref({ account: id })}>All scans</TextLink>}
          >
            {history.rows.length > 0 ? (
              <ScanHistory
                ofOneAccount
                scans={history.rows}
                latest={account.lastScan ? [account.lastScan.id] : []}
                now={now}
              />
            ) : (
              <p className="text-ink-2">No scan of it has ended yet.</p>
            )}
          </Section>
          {trend.length > 1 && <ScoreTrend points={trend} first={false} />}
          {mayManage && (
            <>
              <Section id="name" title="Name">
                <RenameForm id={id} alias={alias} />
              </Section>
              <Section
                id="pause"
                title={paused ? 'Paused' : 'Pause'}
                note="a paused account is not scanned; its findings stay"
              >
                <PauseForm id={id} paused={paused} />
              </Section>
              <Section
                id="delete"
                title="Delete"
                note="its scans, findings and resources go with it, for good; the audit log keeps that it was there"
              >
                <DeleteForm id={id} />
              </Section>
            </>
          )}
        </WithRail>
      </div>
    </>
  )
}

function verdictOf({ alias, state, open, lastScan, score }: AccountDetail): string {
  if (state === 'failing') return `${alias} could not be reached`
  if (!lastScan)
    return state === 'ready' ? `${alias} is verified, and was not scanned yet` : `${alias} was not verified yet`
  const points = score === undefined ? 'no score' : `score ${score}`
  return `${alias}: ${open.total} open, ${points}`
}

function factsOf(account: AccountDetail, now: Date, revisions: RevisionCount | undefined): Fact[] {
  const { id, kind, roleArn, partition, regions, defaultTags, createdAt, verifiedAt, coverage, grade, score } = account
  const facts: (Fact | false | undefined)[] = [
    { term: 'Account id', value: <span className="mono">{id}</span> },
    { term: 'Read with', value: kind === 'role' ? 'a role' : 'the server’s own credentials' },
    roleArn !== undefined && { term: 'Role', value: <span className="mono wrap-anywhere">{roleArn}</span> },
    partition !== 'aws' && { term: 'Partition', value: partition },
    { term: 'Regions', value: regions.length === 0 ? 'every enabled one' : regions.join(', ') },
    { term: 'Environment', value: defaultTags.environment ?? 'other' },
    { term: 'Added', value: <RelativeTime at={createdAt} now={now} /> },
    { term: 'Verified', value: verifiedAt ? <RelativeTime at={verifiedAt} now={now} /> : 'never' },
    score !== undefined && { term: 'Score', value: `${score}, grade ${grade}` },
    coverage !== undefined && {
      term: 'Coverage',
      value: <TextLink href={`/findings?tab=unknown&account=${id}`}>{percent(coverage)}</TextLink>,
    },
    revisions && { term: 'Registered revisions', value: readText(revisions) },
  ]
  return facts.filter((fact) => fact !== false && fact !== undefined)
}

/** Scans read what is in use and the newest of each family; the others are read at night. */
function readText({ registered, read }: RevisionCount): string {
  return `${grouped(read)} of ${grouped(registered)} read`
}
