import type { Filter } from '@aws-sdk/client-ec2'
import { type Call, invalid } from '../../call.ts'
import type { Collection } from '../../estate.ts'
import { findBy, findEach } from '../../lookup.ts'
import { page } from '../../page.ts'
import type { Handler } from '../../service.ts'
import { AwsError } from '../../wire/protocol.ts'
import type { Shape } from '../../wire/shape.ts'
import { byFilters, type FilterPaths } from './filters.ts'

/** What the Describe operations of EC2 have in common is all that most of them do. */
export interface Description<Item extends object> {
  list: (call: Call) => Collection<Item>
  id: (item: Item) => string | undefined
  /** The input member with ids, and the error when one of them is not there. */
  ids: string
  notFound: string
  filters: FilterPaths
  /** The output member, and what stands in it for an item, if it is not the item. */
  output: string
  show?: (item: Item) => object
  /** Largest and smallest page; 1000 and 5 if absent. Without a size everything comes at once. */
  max?: number
  min?: number
  /** A condition of this operation's own, besides its filters. */
  where?: (item: Item, input: Shape, call: Call) => boolean
  /** Ids and a page size cannot be sent together. */
  idsExcludePages?: boolean
}

interface Input {
  Filters?: Filter[]
  Filter?: Filter[]
  MaxResults?: number
  NextToken?: string
}

export function describeOperation<Item extends object>(description: Description<Item>): Handler {
  const { list, ids, id, filters, output, show = (item) => item, max = 1000, min = 5 } = description
  return (input: Input & Shape, call: Call) => {
    const wanted = stringsIn(input[ids])
    if (description.idsExcludePages && wanted && input.MaxResults !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        `The parameter ${ids} cannot be used with the parameter MaxResults`,
      )
    }
    const items = wanted ? named(call, list(call), id, wanted, description.notFound) : list(call)
    const fits = byFilters(call, input.Filters ?? input.Filter, filters)
    const { items: shown, next } = page(call, items, {
      token: input.NextToken,
      size: input.MaxResults,
      max,
      min,
      usual: Number.POSITIVE_INFINITY,
      where: (item) => fits(item) && (!description.where || description.where(item, input, call)),
    })
    return { [output]: shown.map(show), NextToken: next }
  }
}

/** @throws AwsError when one of the ids is not there: EC2 then answers with nothing else */
function named<Item>(
  call: Call,
  items: Collection<Item>,
  id: (item: Item) => string | undefined,
  wanted: string[],
  notFound: string,
): Item[] {
  if (wanted.some((one) => one === '')) throw invalid(call, 'An id is empty')
  const { found, missing } = findEach(call, wanted, (one) => findBy(items, id, one))
  if (missing.length > 0) throw new AwsError(notFound, `The ID '${missing.join(', ')}' does not exist`)
  return found
}

function stringsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined
}
