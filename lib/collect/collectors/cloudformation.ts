import { defineCollector, forEachOf } from '../collector.ts'
import { listAll } from '../pages.ts'
import { iso, need, unique } from '../shape.ts'

const section = 'stacks'
const action = 'cloudformation:DescribeStacks'
/** What CloudFormation answers about a stack that does not exist (any more). */
const gone = ['ValidationError'] as const

/** Stacks that clusters and services say they come from, by the tags CloudFormation puts on what it makes. */
export const stacks = defineCollector({
  name: 'cloudformation-stacks',
  fills: [section],
  needs: ['clusters', 'services'],
  async collect(context, look, out) {
    const { account, region } = context
    const tagged = [...look.seen('clusters'), ...look.seen('services')].flatMap(({ tags }) => tags)
    const ids = unique(tagged.map(({ key, value }) => (key === 'aws:cloudformation:stack-id' ? value : undefined)))
    const own = ids.filter((id) => id.includes(`:cloudformation:${region}:${account}:stack/`))
    await forEachOf(own, async (StackName) => {
      const found = await out.read({ section, resource: StackName, gone }, () =>
        listAll(context, {
          action,
          input: (NextToken) => ({ StackName, NextToken }),
          items: ({ Stacks }) => Stacks,
          next: ({ NextToken }) => NextToken,
        }),
      )
      out.add(section, action, found, (stack) => ({
        StackId: need(stack.StackId, 'StackId'),
        StackName: need(stack.StackName, 'StackName'),
        StackStatus: need(stack.StackStatus, 'StackStatus'),
        DriftInformation: stack.DriftInformation && {
          StackDriftStatus: need(stack.DriftInformation.StackDriftStatus, 'StackDriftStatus'),
          LastCheckTimestamp: iso(stack.DriftInformation.LastCheckTimestamp),
        },
      }))
    })
  },
})
