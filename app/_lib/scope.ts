import { notFound } from 'next/navigation'
import type { Scope } from '#lib/data/posture/scope.ts'

/** The accounts a page is limited to by `account` in its address: one, several by commas, or all. */
export function readScope({ account }: Record<string, string | string[] | undefined>): Scope {
  const accounts = [account ?? []].flat().flatMap((value) => value.split(','))
  if (accounts.some((id) => !/^\d{12}$/.test(id))) notFound()
  return accounts.length === 0 ? {} : { accounts }
}
