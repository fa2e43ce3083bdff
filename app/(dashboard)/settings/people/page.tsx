import type { Metadata } from 'next'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { listPeople } from '#lib/data/people/list.ts'
import { PeopleTable } from './_components/people-table.tsx'
import { hasSecondPerson, peopleVerdict } from './person-words.ts'
import { requireManager } from './reach.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${peopleVerdict(await listPeople(await requireManager()))} - Settings` }
}

export default async function PeoplePage() {
  const viewer = await requireManager()
  const [people, accounts] = await Promise.all([listPeople(viewer), listAccounts(viewer)])
  return (
    <>
      <Crumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'People' }]} />
      <PageHead
        verdict={peopleVerdict(people)}
        sub={
          hasSecondPerson(people)
            ? 'Every invitation and every change stands in the audit log.'
            : 'Exceptions of critical findings and answers to questions need a second person: invite an auditor or an administrator.'
        }
        actions={
          <LinkButton kind="primary" href="/settings/people/new">
            Invite somebody
          </LinkButton>
        }
      />
      <div className="mt-4">
        <PeopleTable
          people={people}
          aliases={new Map(accounts.map(({ id, alias }) => [id, alias]))}
          own={viewer.userId}
          now={new Date()}
        />
      </div>
    </>
  )
}
