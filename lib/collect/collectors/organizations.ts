import { unlessAbsent } from '../absent.ts'
import { defineCollector } from '../collector.ts'
import { need } from '../shape.ts'

/** The organization the account belongs to, if any: who counts as one's own in a policy. */
export const organization = defineCollector({
  name: 'organization',
  fills: ['organization'],
  needs: [],
  async collect({ call }, _look, out) {
    const action = 'organizations:DescribeOrganization'
    const none = ['AWSOrganizationsNotInUseException']
    const found = await out.read({ section: 'organization' }, () => unlessAbsent(none, call(action, {})))
    out.add('organization', action, found ? [found] : [], ({ Organization }) => ({
      Id: need(Organization?.Id, 'Organization.Id'),
      Arn: need(Organization?.Arn, 'Organization.Arn'),
      MasterAccountId: need(Organization?.MasterAccountId, 'Organization.MasterAccountId'),
    }))
  },
})
