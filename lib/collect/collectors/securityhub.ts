import { unlessAbsent } from '../absent.ts'
import { defineCollector, provablyEmpty } from '../collector.ts'
import { need, pick } from '../shape.ts'

/** What Security Hub answers in a region where nobody has enabled it. */
const notEnabled = ['InvalidAccessException', 'ResourceNotFoundException']

/** Whether Security Hub takes in findings here, and of which products; asked for where ECS runs images of the registry. */
export const securityHub = defineCollector({
  name: 'security-hub',
  fills: ['securityHub', 'securityHubProducts'],
  needs: ['ecrImages'],
  async collect({ call }, look, out) {
    if (provablyEmpty(look, 'ecrImages')) return
    const action = 'securityhub:DescribeHub'
    const hub = await out.read({ section: 'securityHub' }, () => unlessAbsent(notEnabled, call(action, {})))
    if (hub === null) return
    out.add('securityHub', action, hub && [hub], (one) => ({
      HubArn: need(one.HubArn, 'HubArn'),
      ...pick(one, 'SubscribedAt'),
    }))
    const listing = {
      action: 'securityhub:ListEnabledProductsForImport',
      input: (NextToken?: string) => ({ MaxResults: 100, NextToken }),
      items: (answer: { ProductSubscriptions?: string[] }) => answer.ProductSubscriptions,
      next: ({ NextToken }: { NextToken?: string }) => NextToken,
    } as const
    const products = await out.list({ section: 'securityHubProducts', gone: notEnabled }, listing)
    out.add('securityHubProducts', listing.action, products, (ProductSubscriptionArn) => ({ ProductSubscriptionArn }))
  },
})
