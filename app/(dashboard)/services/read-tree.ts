import { cache } from 'react'
import { countServices, type ServiceCount } from '#lib/data/estate/service-counts.ts'
import { type ClusterNode, readServiceTree } from '#lib/data/estate/services.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { accountPages, pageOfAccount } from './account-pages.ts'

/** One page of the tree. */
export interface TreePage {
  clusters: ClusterNode[]
  pages: ServiceCount[][]
  /** Which of them this is. */
  index: number
}

/**
 * The title and the page ask for the same.
 * @param accounts ids with commas between them, or nothing for all
 * @param from an account on the page that is asked for
 */
export const readTreeOnce = cache(async (viewer: Viewer, accounts: string, from?: string): Promise<TreePage> => {
  const pages = accountPages(await countServices(viewer, accounts === '' ? {} : { accounts: accounts.split(',') }))
  const index = pageOfAccount(pages, from)
  const shown = pages[index]
  const clusters = shown ? await readServiceTree(viewer, { accounts: shown.map(({ account }) => account.id) }) : []
  return { clusters, pages, index }
})
