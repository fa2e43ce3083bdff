import { unlessAbsent } from '../absent.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { need, pick, unique } from '../shape.ts'

const gone = ['ResourceNotFoundException'] as const

/** The Lattice services that lead to ECS services, found through the target groups that deployments register with. */
export const lattice = defineCollector({
  name: 'vpc-lattice',
  fills: ['latticeTargetGroups', 'latticeListeners', 'latticeAuthPolicies'],
  needs: ['services'],
  async collect({ call }, look, out) {
    const registered = new Set(
      look
        .seen('services')
        .flatMap(({ deployments }) => deployments.flatMap((one) => one.vpcLatticeConfigurations ?? []))
        .map(({ targetGroupArn }) => targetGroupArn),
    )
    if (registered.size === 0) return
    const listed = await out.list(
      { section: ['latticeTargetGroups', 'latticeListeners', 'latticeAuthPolicies'] },
      {
        action: 'vpc-lattice:ListTargetGroups',
        input: (nextToken) => ({ maxResults: 100, nextToken }),
        items: ({ items }) => items,
        next: ({ nextToken }) => nextToken,
      },
    )
    const used = listed.filter(({ arn = '' }) => registered.has(arn))
    out.add('latticeTargetGroups', 'vpc-lattice:ListTargetGroups', used, (group) => ({
      arn: need(group.arn, 'arn'),
      serviceArns: group.serviceArns ?? [],
    }))
    await forEachOf(unique(used.flatMap(({ serviceArns }) => serviceArns ?? [])), async (serviceArn) => {
      async function listeners() {
        const action = 'vpc-lattice:ListListeners'
        const found = await out.list(
          { section: 'latticeListeners', gone },
          {
            action,
            input: (nextToken) => ({ serviceIdentifier: serviceArn, maxResults: 100, nextToken }),
            items: ({ items }) => items,
            next: ({ nextToken }) => nextToken,
          },
        )
        out.add('latticeListeners', action, found, (listener) => ({
          arn: need(listener.arn, 'arn'),
          serviceArn,
          ...pick(listener, 'protocol', 'port'),
        }))
      }
      async function authPolicy() {
        const action = 'vpc-lattice:GetAuthPolicy'
        const lost = { section: 'latticeAuthPolicies', resource: serviceArn } as const
        const answer = await out.read(lost, () => unlessAbsent(gone, call(action, { resourceIdentifier: serviceArn })))
        const found = answer === undefined ? [] : [answer]
        out.add('latticeAuthPolicies', action, found, (policy) => ({ serviceArn, state: policy?.state }))
      }
      await Promise.all([listeners(), authPolicy()])
    })
  },
})
