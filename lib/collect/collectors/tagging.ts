import { parseArn } from '#lib/inventory/derived/arn.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { targetGroupsInUse } from '../references.ts'
import { chunks, need, tagList, unique } from '../shape.ts'
import { imagesInUse } from './ecr/images-in-use.ts'

/** Tags of what ECS services use and whose own descriptions come without them. */
export const resourceTags = defineCollector({
  name: 'resource-tags',
  fills: ['resourceTags'],
  needs: [...usageReads, 'deploymentGroups', 'targetGroups', 'logGroups', 'repositories'],
  inherits: [
    'clusters',
    'services',
    'tasks',
    'taskDefinitions',
    'deploymentGroups',
    'targetGroups',
    'logGroups',
    'repositories',
  ],
  async collect({ region }, look, out) {
    const groups = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    const pulled = new Set(imagesInUse(look).map(({ name }) => name))
    const arns = unique([
      ...groups.flatMap((group) => [group.TargetGroupArn, ...group.LoadBalancerArns]),
      ...look.seen('logGroups').map((group) => group.arn),
      ...look.seen('repositories').flatMap((one) => (pulled.has(one.repositoryName) ? [one.repositoryArn] : [])),
    ]).filter((arn) => parseArn(arn)?.region === region)
    await forEachOf(chunks(arns, 100), async (ResourceARNList) => {
      const found = await out.list(
        { section: 'resourceTags' },
        {
          action: 'tag:GetResources',
          input: (PaginationToken) => ({ ResourceARNList, PaginationToken }),
          items: ({ ResourceTagMappingList }) => ResourceTagMappingList,
          next: ({ PaginationToken }) => PaginationToken,
        },
      )
      out.add('resourceTags', 'tag:GetResources', found, (one) => ({
        ResourceARN: need(one.ResourceARN, 'ResourceARN'),
        Tags: tagList(one.Tags),
      }))
    })
  },
})
