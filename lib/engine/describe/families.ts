import { familyArn } from '#lib/inventory/derived/arn.ts'
import { definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import type { ResourceRelation } from '../resources.ts'
import { type Described, lowerTags, plainJson } from './described.ts'

/**
 * Task definition families, of daemons too: configured as the newest revision in use, else as the newest registered one. `revisionsInUse`
 * is added to the configuration, the newest first.
 */
export function describeFamilies(look: Look<SectionName>): Described[] {
  const uses = look.once(usesByRevision)
  const families = Map.groupBy(look.once(definitionsByArn).values(), (one) => familyArn(one.taskDefinitionArn))
  return [...families].flatMap(([key, known]): Described[] => {
    const newestFirst = known.toSorted((a, b) => b.revision - a.revision)
    const inUse = newestFirst.filter((one) => uses.has(one.taskDefinitionArn))
    const shown = inUse[0] ?? newestFirst[0]
    if (!shown) return []
    return [
      {
        key,
        name: shown.family,
        arn: key,
        tags: lowerTags(shown.tags),
        relations: relationsOf(look, shown),
        terms: shown.containerDefinitions.flatMap((container) => [container.name, container.image ?? []].flat()),
        configuration: plainJson({ ...shown, revisionsInUse: inUse.map((one) => one.revision) }),
      },
    ]
  })
}

function relationsOf(look: Look<SectionName>, definition: TaskDefinition): ResourceRelation[] {
  const roles = [definition.taskRoleArn, definition.executionRoleArn].filter((arn) => arn?.startsWith('arn:'))
  const repositories = definition.containerDefinitions.flatMap((container) => {
    const { kind, account, region, repository } = parseImage(container.image ?? '')
    return kind === 'ecr' ? [`arn:${look.partition}:ecr:${region}:${account}:repository/${repository}`] : []
  })
  return [
    ...[...new Set(roles)].flatMap((to) => (to ? [{ kind: 'assumes', to }] : [])),
    ...[...new Set(repositories)].map((to) => ({ kind: 'pulls', to })),
  ]
}
