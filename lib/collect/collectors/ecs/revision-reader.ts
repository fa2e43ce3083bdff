import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { CollectError } from '../../collect-error.ts'
import { type CollectContext, forEachOf } from '../../collector.ts'
import { CallError } from '../../failure.ts'
import type { Gather } from '../../gather.ts'
import { listAll } from '../../pages.ts'
import { chunks, tagList, unique } from '../../shape.ts'
import { sortedTags, toTaskDefinition } from './task-definition-shape.ts'

const section = 'taskDefinitions'
const action = 'ecs:DescribeTaskDefinition'

/** Revisions that are stored at once: as many as a scan that is cut off may have to ask for again. */
const storedAtOnce = 100
/** ARNs that one call of tag:GetResources takes. */
const taggedAtOnce = 100

interface RevisionReader {
  /** Adds the revisions, described now or ever; those that were read before are left out. */
  read(arns: readonly string[]): Promise<void>
  /** Brings status and tags of the revisions that were known before up to date. */
  renew(isActive: (arn: string) => boolean | undefined): Promise<void>
}

export function createRevisionReader(context: CollectContext, out: Gather<typeof section>): RevisionReader {
  const { call, digestKey, knownRevisions } = context
  const asked = new Set<string>()
  const known: TaskDefinition[] = []

  async function describeEach(arns: readonly string[]): Promise<void> {
    const unstored: TaskDefinition[] = []
    await forEachOf(arns, async (taskDefinition) => {
      // ECS has no code of its own for a deleted revision: it answers with its general client error.
      const lost = { section, resource: taskDefinition, gone: ['ClientException'] } as const
      const answer = await out.read(lost, () => call(action, { taskDefinition, include: ['TAGS'] }))
      out.add(section, action, answer && [answer], (one) => {
        const definition = toTaskDefinition(one, digestKey)
        unstored.push(definition)
        return definition
      })
      if (unstored.length >= storedAtOnce) await knownRevisions.put(unstored.splice(0))
    })
    if (unstored.length > 0) await knownRevisions.put(unstored)
  }

  /** Undefined when the tags could not be read. */
  async function readTags(
    arns: readonly string[],
  ): Promise<Map<string | undefined, TaskDefinition['tags']> | undefined> {
    try {
      const found = await listAll(context, {
        action: 'tag:GetResources',
        input: (PaginationToken) => ({ ResourceARNList: [...arns], PaginationToken }),
        items: ({ ResourceTagMappingList }) => ResourceTagMappingList,
        next: ({ PaginationToken }) => PaginationToken,
      })
      const lower = (tags: (typeof found)[number]['Tags']) =>
        tagList(tags).map(({ Key, Value }) => ({ key: Key, value: Value }))
      return new Map(found.map(({ ResourceARN, Tags }) => [ResourceARN, sortedTags(lower(Tags))]))
    } catch (error) {
      if (error instanceof CallError || error instanceof CollectError) return undefined
      throw error
    }
  }

  return {
    async read(arns) {
      const fresh = unique(arns).filter((arn) => !asked.has(arn))
      for (const arn of fresh) asked.add(arn)
      const before = await knownRevisions.get(fresh)
      // As they are kept: beside those, the ones that were stored would take their memory once more.
      known.push(...out.add(section, action, [...before.values()], (definition) => definition))
      await describeEach(fresh.filter((arn) => !before.has(arn)))
    },
    async renew(isActive) {
      await forEachOf(chunks(known, taggedAtOnce), async (batch) => {
        const tags = await readTags(batch.map(({ taskDefinitionArn }) => taskDefinitionArn))
        if (!tags) return describeEach(batch.map(({ taskDefinitionArn }) => taskDefinitionArn))
        out.add(section, action, batch, (definition) => {
          const active = isActive(definition.taskDefinitionArn)
          // Only ACTIVE revisions can be tagged anew.
          const renewed = tags.get(definition.taskDefinitionArn) ?? (active ? [] : definition.tags)
          return { ...definition, status: statusOf(definition, active), tags: renewed }
        })
      })
    },
  }
}

function statusOf({ status }: TaskDefinition, active: boolean | undefined): string {
  if (active) return 'ACTIVE'
  return active === false && status === 'ACTIVE' ? 'INACTIVE' : status
}
