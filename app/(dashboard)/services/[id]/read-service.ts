import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readServicePath, type ServicePath } from '#lib/data/estate/service-path.ts'
import { readServiceTree, type ServiceNode } from '#lib/data/estate/services.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import type { Viewer } from '#lib/data/viewer.ts'

export interface ServiceDetail {
  path: ServicePath
  /** The most urgent first, at most 200. */
  findings: FindingRow[]
  /** Absent once the service is gone. */
  node?: ServiceNode
}

/** One service with its path, its open findings and what it runs; the title and the page ask for the same. */
export const readService = cache(async (viewer: Viewer, id: string): Promise<ServiceDetail> => {
  const path = /^\d{1,9}$/.test(id) ? await readServicePath(viewer, Number(id)) : undefined
  if (!path) notFound()
  const { key, account } = path.service
  const [{ rows }, clusters] = await Promise.all([
    listFindings(viewer, { tab: 'open', services: [key] }, { by: 'priority' }, { size: 200 }),
    readServiceTree(viewer, { accounts: [account.id] }),
  ])
  const node = clusters.flatMap(({ services }) => services).find((service) => service.key === key)
  return { path, findings: rows, ...(node && { node }) }
})
