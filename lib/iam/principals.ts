import type { Principal, Statement } from './policy.ts'

/** Account of an ARN or of an account's id; what is neither stands for itself. */
export const accountOf = (value: string): string => (value.startsWith('arn:') ? (value.split(':')[4] ?? '') : value)

/** Does it name a whole account, by id or root ARN? */
export const isAccount = (value: string): boolean => /^\d{12}$/.test(value) || /:root$/.test(value)

const everybody: Principal = { type: 'AWS', value: '*' }

/** Whom an Allow lets in: NotPrincipal lets everybody else in, which is the same as everybody. */
export const allowedBy = ({ principals }: Statement): readonly Principal[] =>
  principals?.not ? [everybody] : (principals?.list ?? [])

/** Is the narrow one the wide one, or an identity of the account that the wide one names? */
function holds(wide: Principal, narrow: Principal): boolean {
  if (wide.type === 'AWS' && wide.value === '*') return true
  if (wide.type !== narrow.type) return false
  if (wide.value === narrow.value) return true
  return wide.type === 'AWS' && isAccount(wide.value) && accountOf(narrow.value) === accountOf(wide.value)
}

/**
 * What a Deny leaves of a principal. One that names principals takes them, of an account all its identities. One with
 * NotPrincipal takes everybody but whom it names: of a role that it does not name nothing is left, even where it names the
 * account; of everybody or of an account those whom it names.
 */
export function leftBy({ principals }: Statement, principal: Principal): readonly Principal[] {
  if (!principals) return [principal]
  const { not, list } = principals
  if (!not) return list.some((one) => holds(one, principal)) ? [] : [principal]
  const isSpared = list.some(
    (one) => (one.type === 'AWS' && one.value === '*') || (holds(one, principal) && holds(principal, one)),
  )
  return isSpared ? [principal] : list.filter((one) => holds(principal, one))
}
