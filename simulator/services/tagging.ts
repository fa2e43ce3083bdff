import type * as sdk from '@aws-sdk/client-resource-groups-tagging-api'
import { assertBatch, type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { namedResources, taggedResources } from '../tagged-resources.ts'
import { awsJson } from '../wire/json.ts'

export const tagging: Service = {
  signingName: 'tagging',
  iamPrefix: 'tag',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-resource-groups-tagging-api'),
  invalidInput: 'InvalidParameterException',
  invalidToken: 'PaginationTokenExpiredException',
  operations: {
    /** Only what has a tag. A named list of ARNs comes at once and cannot be filtered. */
    GetResources(input: sdk.GetResourcesInput, call: Call): sdk.GetResourcesOutput {
      const { ResourceTypeFilters, TagFilters = [], ResourceARNList: arns, PaginationToken, ResourcesPerPage } = input
      assertBatch(call, arns, 100, 'ResourceARNList')
      assertBatch(call, ResourceTypeFilters, 100, 'ResourceTypeFilters')
      if (arns && (TagFilters.length > 0 || ResourceTypeFilters?.length || ResourcesPerPage !== undefined)) {
        throw invalid(call, 'ResourceARNList cannot be combined with filters or a page size')
      }
      const { items, next } = page(
        call,
        arns ? namedResources(call, arns) : taggedResources(call, ResourceTypeFilters),
        {
          token: PaginationToken || undefined,
          size: ResourcesPerPage,
          max: 100,
          usual: arns ? 100 : 50,
          where: ({ tags }) => tags.length > 0 && TagFilters.every((filter) => fits(tags, filter)),
        },
      )
      return {
        ResourceTagMappingList: items.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: tags })),
        PaginationToken: next ?? '',
      }
    },
  },
}

function fits(tags: readonly sdk.Tag[], { Key: key, Values: values }: sdk.TagFilter): boolean {
  return tags.some(({ Key, Value = '' }) => Key === key && (!values?.length || values.includes(Value)))
}
