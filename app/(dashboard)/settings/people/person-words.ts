import { roleWords } from '#app/_lib/words.ts'
import { counted } from '#components/score/format.ts'
import type { PersonRow } from '#lib/data/people/list.ts'
import type { Role } from '#lib/data/viewer.ts'

/** What each role is for, beside its name. */
export const roleUses: Readonly<Record<Role, string>> = {
  viewer: 'reads and exports what they may see',
  auditor: 'triages, attests, asks for exceptions, and decides on what others ask for',
  operator: 'scans, triages, and adds accounts and schedules',
  admin: 'everything, also settings and people',
}

/** "3 people can sign in, 1 invited". */
export function peopleVerdict(people: readonly Pick<PersonRow, 'state'>[]): string {
  const amount = (state: PersonRow['state']) => people.filter((person) => person.state === state).length
  const others = (['invited', 'disabled'] as const).flatMap((state) =>
    amount(state) > 0 ? `${amount(state)} ${state}` : [],
  )
  return [`${counted(amount('active'), 'person', 'people')} can sign in`, ...others].join(', ')
}

/** Whether somebody else could decide on what one of them asks for: two who may approve everywhere, and are not disabled. */
export function hasSecondPerson(people: readonly PersonRow[]): boolean {
  const deciding = people.filter(
    ({ role, state, accounts }) =>
      (role === 'auditor' || role === 'admin') && state !== 'disabled' && accounts === 'all',
  )
  return deciding.length > 1
}

/** "Grace: auditor, sees 2 accounts". */
export function personVerdict({ name, role, accounts, state }: PersonRow): string {
  const word = roleWords[role].toLowerCase()
  if (state === 'disabled') return `${name} is disabled`
  if (state === 'invited') return `${name} was invited as ${word}`
  return `${name}: ${word}, sees ${accounts === 'all' ? 'every account' : counted(accounts.length, 'account')}`
}

/** "every account", or the aliases of those they are limited to. @param aliases by account id */
export function accountsWords(accounts: PersonRow['accounts'], aliases: ReadonlyMap<string, string>): string {
  return accounts === 'all' ? 'every account' : accounts.map((id) => aliases.get(id) ?? id).join(', ')
}
