import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { counted, grouped } from '#components/score/format.ts'
import type { TreeColumn, TreeRow } from '#components/table/tree-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ClusterNode, ContainerNode, FamilyNode, ServiceNode } from '#lib/data/estate/services.ts'
import { launchWord, shortImage } from '../service-words.ts'

export const treeColumns: TreeColumn[] = [
  { id: 'name', header: 'Name' },
  { id: 'launch', header: 'Launch, image', width: 'w-58' },
  { id: 'where', header: 'Where, whose', width: 'w-56' },
  { id: 'tasks', header: 'Running / desired', numeric: true, width: 'w-32', narrowLabel: 'tasks' },
  { id: 'exposure', header: 'Exposure', width: 'w-28' },
  { id: 'worst', header: 'Worst', width: 'w-26' },
  { id: 'open', header: 'Open', numeric: true, width: 'w-14', narrowLabel: 'open' },
]

/** Rows of the tree, parents before their children. */
export function treeRows(clusters: readonly ClusterNode[]): TreeRow[] {
  return clusters.flatMap((cluster) => [
    clusterRow(cluster),
    ...cluster.services.flatMap((one) => serviceRows(one, cluster.key)),
  ])
}

/** A service and what is below it. */
export function serviceRows(service: ServiceNode, parentId?: string): TreeRow[] {
  return [
    serviceRow(service, parentId),
    ...service.families.flatMap((family) => {
      const id = `${service.key} ${family.key}`
      return [
        familyRow(family, id, service.key),
        ...family.containers.map((container) => containerRow(container, `${id} ${container.key}`, id)),
      ]
    }),
  ]
}

type Counted = { open: number; worst?: ClusterNode['worst'] }

function worstAndOpen({ worst, open }: Counted, href?: string) {
  return [
    worst ? (
      <SeverityTag key="worst" severity={worst} />
    ) : (
      <span key="worst" className="text-ink-3">
        none
      </span>
    ),
    open > 0 && href ? (
      <TextLink key="open" href={href} plain>
        {grouped(open)}
      </TextLink>
    ) : (
      open
    ),
  ]
}

function clusterRow(cluster: ClusterNode): TreeRow {
  const { key, name, resource, account, region, services } = cluster
  const running = services.reduce((sum, each) => sum + each.running, 0)
  const desired = services.reduce((sum, each) => sum + each.desired, 0)
  return {
    id: key,
    label: name,
    name: resource === undefined ? name : nameLink(name, `/resources/${resource}`),
    cells: [
      <span key="launch" className="text-ink-2">
        {counted(services.length, 'service')}
      </span>,
      <AccountRegion key="where" alias={account.alias} region={region} />,
      services.length > 0 && <Tasks key="tasks" running={running} desired={desired} />,
      '',
      ...worstAndOpen(cluster, findingsHref({ cluster: [key] })),
    ],
  }
}

function serviceRow(service: ServiceNode, parentId: string | undefined): TreeRow {
  const { key, name, resource, launch, owner, exposed, running, desired } = service
  return {
    id: key,
    ...(parentId !== undefined && { parentId }),
    label: name,
    name: nameLink(name, `/services/${resource}`),
    cells: [
      <span key="launch" className="text-ink-2">
        {launchWord(launch)}
      </span>,
      owner ?? (
        <span key="where" className="text-ink-3">
          no owner tag
        </span>
      ),
      <Tasks key="tasks" running={running} desired={desired} />,
      <span key="exposure" className="text-ink-2">
        {exposed ? 'internet' : 'none seen'}
      </span>,
      ...worstAndOpen(service, findingsHref({ service: [key] })),
    ],
  }
}

function familyRow(family: FamilyNode, id: string, parentId: string): TreeRow {
  const { name, resource, revisions } = family
  const named = resource === undefined ? name : nameLink(name, `/resources/${resource}`)
  const href = resource === undefined ? undefined : findingsHref({ resource })
  return {
    id,
    parentId,
    label: name,
    name: named,
    cells: [
      <span key="revisions" className="text-ink-2">
        {revisions.length > 0 ? `revision ${revisions.join(', ')}` : 'revision not read'}
      </span>,
      '',
      '',
      '',
      ...worstAndOpen(family, href),
    ],
  }
}

function containerRow(container: ContainerNode, id: string, parentId: string): TreeRow {
  const { name, image } = container
  return {
    id,
    parentId,
    label: name,
    name: <span className="mono">{name}</span>,
    cells: [
      image && (
        <span key="image" className="mono text-ink-2" title={image}>
          {shortImage(image)}
        </span>
      ),
      '',
      '',
      '',
      ...worstAndOpen(container),
    ],
  }
}

function nameLink(name: string, href: string) {
  return (
    <TextLink href={href} plain>
      {name}
    </TextLink>
  )
}

function Tasks({ running, desired }: { running: number; desired: number }) {
  return (
    <span className={running < desired ? 'text-fail' : undefined}>
      {running} / {desired}
    </span>
  )
}
