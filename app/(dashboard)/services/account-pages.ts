import type { ServiceCount } from '#lib/data/estate/service-counts.ts'

const mostServices = 500

/** Whole accounts in their order, as many to a page as have 500 services together; one that has more is a page of its own. */
export function accountPages(counts: readonly ServiceCount[], most = mostServices): ServiceCount[][] {
  const pages: ServiceCount[][] = []
  let room = 0
  for (const count of counts) {
    const page = pages.at(-1)
    room -= count.services
    if (page && room >= 0) page.push(count)
    else {
      pages.push([count])
      room = most - count.services
    }
  }
  return pages
}

/** The page that holds the account; the first one when none does, or none is asked for. */
export function pageOfAccount(pages: readonly ServiceCount[][], account: string | undefined): number {
  return Math.max(
    0,
    pages.findIndex((page) => page.some((one) => one.account.id === account)),
  )
}
