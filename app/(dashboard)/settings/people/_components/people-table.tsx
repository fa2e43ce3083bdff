import { roleWords } from '#app/_lib/words.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { utcDay } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { PersonRow } from '#lib/data/people/list.ts'
import { accountsWords } from '../person-words.ts'

interface Props {
  people: PersonRow[]
  /** By account id. */
  aliases: ReadonlyMap<string, string>
  /** Whoever is looking. */
  own: string
  now: Date
}

export function PeopleTable({ people, aliases, own, now }: Props) {
  return (
    <DataTable
      caption={`People by name, ${people.length} rows`}
      density="two"
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: 'Person',
          rowHeader: true,
          cell: ({ id, name, email }) => (
            <>
              <TextLink href={`/settings/people/${id}`} plain>
                {name}
              </TextLink>
              {id === own && <span className="font-normal text-ink-3"> you</span>}
              <span className="block truncate text-sm font-normal text-ink-3">{email}</span>
            </>
          ),
        },
        { id: 'role', header: 'Role', width: 'w-32', narrowLabel: 'Role', cell: ({ role }) => roleWords[role] },
        {
          id: 'accounts',
          header: 'Sees',
          width: 'w-56',
          narrowLabel: 'Sees',
          cell: ({ accounts }) => accountsWords(accounts, aliases),
        },
        {
          id: 'last',
          header: 'Last sign-in',
          width: 'w-32',
          narrowLabel: 'Last sign-in',
          cell: ({ lastSignIn }) =>
            lastSignIn ? <RelativeTime at={lastSignIn} now={now} /> : <span className="text-ink-3">never</span>,
        },
        { id: 'state', header: 'State', width: 'w-48', narrow: 'wide', cell: (person) => <State person={person} /> },
      ]}
    />
  )
}

function State({ person: { state, linkUntil } }: { person: PersonRow }) {
  if (state === 'disabled') return <StatusTag status="not_applicable" text="Disabled" />
  if (state === 'active') return 'Can sign in'
  return <StatusTag status="waiting" text={linkUntil ? `Invited until ${utcDay(linkUntil)}` : 'Invitation ran out'} />
}
