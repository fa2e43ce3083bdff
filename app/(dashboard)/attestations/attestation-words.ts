import type { AttestationRow } from '#lib/data/attestations/list.ts'

/** "A-12". */
export function attestationId({ id }: Pick<AttestationRow, 'id'>): string {
  return `A-${id}`
}

const stateWords: Readonly<Record<AttestationRow['state'], string>> = {
  pending: 'To be reviewed',
  valid: 'Attested',
  declined: 'Declined',
  ended: 'Ended',
}

/** What an answer speaks of: "web", "every subject that is asked the same in prod". */
export function scopeWords({ subject, account }: Pick<AttestationRow, 'subject' | 'account'>): string {
  if (subject) return account ? `${subject.name} in ${account.alias}` : subject.name
  return `all that are asked the same in ${account ? account.alias : 'every account'}`
}

/** "Yes" or "No", and whether it counts. */
export function answerWords({ yes, state }: Pick<AttestationRow, 'yes' | 'state'>): string {
  return `${yes ? 'Yes' : 'No'}, ${stateWords[state].toLowerCase()}`
}
