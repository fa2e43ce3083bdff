import { counted } from '#components/score/format.ts'
import { severities } from '#lib/checks/result.ts'
import type { ClusterNode } from '#lib/data/estate/services.ts'
import type { TreePage } from './read-tree.ts'

const launchWords: Readonly<Record<string, string>> = {
  FARGATE: 'Fargate',
  FARGATE_SPOT: 'Fargate Spot',
  EC2: 'EC2',
  EXTERNAL: 'External',
  MANAGED_INSTANCES: 'Managed Instances',
}

/** "Fargate", or the names of capacity providers. */
export function launchWord(launch: string): string {
  return launch
    .split(', ')
    .map((name) => launchWords[name] ?? name)
    .join(', ')
}

/** How the services of the tree stand, by the worst severity that is open. */
export function treeVerdict(clusters: readonly ClusterNode[]): string {
  const services = clusters.flatMap((cluster) => cluster.services)
  if (services.length === 0) return 'No services were seen'
  const worst = severities.find((severity) => services.some((service) => service.worst === severity))
  if (!worst) return `${counted(services.length, 'service')}, nothing open`
  const affected = services.filter((service) => service.worst === worst).length
  return `${affected} of ${counted(services.length, 'service')} with open ${worst} findings`
}

/** How services stand; of several pages, how many services there are. */
export function pageVerdict({ clusters, pages }: TreePage): string {
  if (pages.length <= 1) return treeVerdict(clusters)
  const accounts = pages.flat()
  const services = accounts.reduce((sum, one) => sum + one.services, 0)
  return `${counted(services, 'service')} in ${counted(accounts.length, 'account')}`
}

/** "Of account-1 to account-9: 3 of 420 services with open critical findings". Nothing where one page holds all. */
export function pageStands({ clusters, pages, index }: TreePage): string | undefined {
  const [first, ...others] = pages[index] ?? []
  if (!first || pages.length === 1) return undefined
  const last = others.at(-1)
  const names = last ? `${first.account.alias} to ${last.account.alias}` : first.account.alias
  return `Of ${names}: ${treeVerdict(clusters)}`
}

/** "14 clusters, 44 services, 41 families in use". */
export function treeSize(clusters: readonly ClusterNode[]): string {
  const services = clusters.flatMap((cluster) => cluster.services)
  const families = new Set(services.flatMap((service) => service.families.map(({ key }) => key)))
  return [
    counted(clusters.length, 'cluster'),
    counted(services.length, 'service'),
    counted(families.size, 'task definition'),
  ].join(', ')
}

/** The end of an image reference: repository and tag, or a shortened digest. */
export function shortImage(image: string): string {
  const [path = image, digest] = image.split('@sha256:')
  const name = path.slice(path.lastIndexOf('/') + 1)
  return digest ? `${name}@${digest.slice(0, 8)}` : name
}
