import type * as sdk from '@aws-sdk/client-ecs'
import type { Call } from '../../call.ts'
import type { Collection, TaskDefinitionEstate, TaskDefinitionFamily } from '../../estate.ts'
import { concatCollections, findBy, reverseCollection } from '../../lookup.ts'
import { page } from '../../page.ts'
import { AwsError } from '../../wire/protocol.ts'
import { nameInArn } from './shared.ts'

const familyName = ({ family }: TaskDefinitionFamily) => family

export const taskDefinitionOperations = {
  /** `familyPrefix` is the whole name of a family here, and the beginning of one in ListTaskDefinitionFamilies. */
  ListTaskDefinitions(input: sdk.ListTaskDefinitionsRequest, call: Call): sdk.ListTaskDefinitionsResponse {
    const { familyPrefix, status = 'ACTIVE', sort = 'ASC', nextToken, maxResults } = input
    const { taskDefinitions } = call.estate.ecs
    const families = familyPrefix === undefined ? taskDefinitions : [findBy(taskDefinitions, familyName, familyPrefix)]
    const ascending = concatCollections([...families].map((family) => family?.revisions ?? []))
    const { items, next } = page(call, sort === 'DESC' ? reverseCollection(ascending) : ascending, {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (revision) => revision.status === status,
    })
    return { taskDefinitionArns: items.flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []), nextToken: next }
  },

  ListTaskDefinitionFamilies(
    input: sdk.ListTaskDefinitionFamiliesRequest,
    call: Call,
  ): sdk.ListTaskDefinitionFamiliesResponse {
    const { familyPrefix = '', status, nextToken, maxResults } = input
    const { items, next } = page(call, call.estate.ecs.taskDefinitions, {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: ({ family, revisions }) =>
        family.startsWith(familyPrefix) &&
        (status === undefined || status === 'ALL' || (newestActive(revisions) !== undefined) === (status === 'ACTIVE')),
    })
    return { families: items.map(familyName), nextToken: next }
  },

  DescribeTaskDefinition(input: sdk.DescribeTaskDefinitionRequest, call: Call): sdk.DescribeTaskDefinitionResponse {
    const { tags = [], ...taskDefinition } = taskDefinitionOf(call, input.taskDefinition)
    return { taskDefinition, tags: input.include?.includes('TAGS') ? tags : undefined }
  },
}

/**
 * A revision by ARN or by `family:revision`, whatever its status, or the newest ACTIVE one of a family.
 * @throws ClientException when there is none
 */
export function taskDefinitionOf(call: Call, reference = ''): TaskDefinitionEstate {
  const [family, revision] = nameInArn(reference).split(':')
  const revisions = findBy(call.estate.ecs.taskDefinitions, familyName, family)?.revisions ?? []
  const found = revision === undefined ? newestActive(revisions) : withRevision(revisions, Number(revision))
  const isOther = reference.startsWith('arn:') && found?.taskDefinitionArn !== reference
  if (!found || isOther || call.fault === 'vanish')
    throw new AwsError('ClientException', 'Unable to describe task definition.')
  return found
}

export function familyOf(call: Call, name: string): TaskDefinitionFamily | undefined {
  return findBy(call.estate.ecs.taskDefinitions, familyName, name)
}

function newestActive(revisions: Collection<TaskDefinitionEstate>): TaskDefinitionEstate | undefined {
  for (const revision of reverseCollection(revisions)) {
    if (revision.status === 'ACTIVE') return revision
  }
  return undefined
}

function withRevision(revisions: Collection<TaskDefinitionEstate>, wanted: number): TaskDefinitionEstate | undefined {
  for (const revision of revisions) {
    if (revision.revision === wanted) return revision
  }
  return undefined
}
