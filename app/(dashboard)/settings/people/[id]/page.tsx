import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { roleWords } from '#app/_lib/words.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { utcDay } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { linkDays } from '#lib/auth/password-link.ts'
import { listAccounts } from '#lib/data/accounts.ts'
import { findPerson, type PersonRow } from '#lib/data/people/list.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccessForm, DisableForm, RenewLink } from '../_components/person-forms.tsx'
import { accountsWords, personVerdict } from '../person-words.ts'
import { requireManager } from '../reach.ts'

interface Props {
  params: Promise<{ id: string }>
}

const personOf = cache(
  async (viewer: Viewer, id: string): Promise<PersonRow> => (await findPerson(viewer, id)) ?? notFound(),
)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${personVerdict(await personOf(await requireManager(), (await params).id))} - People` }
}

export default async function PersonPage({ params }: Props) {
  const viewer = await requireManager()
  const person = await personOf(viewer, (await params).id)
  const { id, name, email, state, role, accounts } = person
  const all = await listAccounts(viewer)
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Settings', href: '/settings' },
          { label: 'People', href: '/settings/people' },
          { label: email },
        ]}
      />
      <PageHead verdict={personVerdict(person)} sub={email} />
      <div className="mt-4">
        <WithRail
          railLabel="About this person"
          rail={<Rail person={person} aliases={new Map(all.map(({ id, alias }) => [id, alias]))} now={new Date()} />}
        >
          <Section id="access" title="What they may do" first>
            <AccessForm
              id={id}
              start={{
                role,
                sees: accounts === 'all' ? 'all' : 'some',
                accounts: accounts === 'all' ? '' : accounts.join(','),
              }}
              accounts={all.map(({ id, alias }) => ({ id, alias }))}
            />
          </Section>
          {state !== 'disabled' && (
            <Section id="link" title="A new link" note="for a password that was lost, or an invitation that ran out">
              <RenewLink id={id} name={name} days={linkDays} />
            </Section>
          )}
          {id !== viewer.userId && (
            <Section
              id="disable"
              title={state === 'disabled' ? 'Enable' : 'Disable'}
              note={state === 'disabled' ? 'the password from before works again' : 'what they did stays'}
            >
              <DisableForm id={id} disabled={state === 'disabled'} />
            </Section>
          )}
        </WithRail>
      </div>
    </>
  )
}

interface RailProps {
  person: PersonRow
  aliases: ReadonlyMap<string, string>
  now: Date
}

function Rail({ person: { role, accounts, createdAt, lastSignIn, linkUntil }, aliases, now }: RailProps) {
  return (
    <Facts
      facts={[
        { term: 'Role', value: roleWords[role] },
        { term: 'Sees', value: accountsWords(accounts, aliases) },
        { term: 'Last sign-in', value: lastSignIn ? <RelativeTime at={lastSignIn} now={now} /> : 'never' },
        { term: 'Added', value: utcDay(createdAt) },
        ...(linkUntil ? [{ term: 'Link works until', value: utcDay(linkUntil) }] : []),
      ]}
    />
  )
}
