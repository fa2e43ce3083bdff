import type * as sdk from '@aws-sdk/client-ssm'
import { recommendedParameters } from '#lib/inventory/derived/recommended-images.ts'
import { type SecretReference, secretsInUse } from '#lib/inventory/derived/secrets.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { Parameter } from '#lib/inventory/types/secrets.ts'
import { defineCollector, forEachOf, inRegion } from '../collector.ts'
import { listAll } from '../pages.ts'
import { isRegion } from '../regions.ts'
import { chunks, iso, need, pick, unique } from '../shape.ts'

/** Parameters of this account that revisions in use refer to, each in its own region, without their values. */
export const parameters = defineCollector({
  name: 'ssm-parameters',
  fills: ['parameters'],
  needs: usageReads,
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions'],
  async collect(context, look, out) {
    const { account, partition } = context
    const own = secretsInUse(look).filter(
      (one) => one.store === 'ssm' && one.account === account && isRegion(one.region),
    )
    const asked = own.flatMap((one) => namesOf(one).map((name) => ({ ...one, name })))
    for (const [region, named] of Map.groupBy(asked, (one) => one.region)) {
      await forEachOf(chunks(named, 50), async (batch) => {
        const action = 'ssm:DescribeParameters'
        const lost = { section: 'parameters', resource: batch.map(({ reference }) => reference) } as const
        const found = await out.read(lost, () =>
          listAll(inRegion(context, region), {
            action,
            input: (NextToken) => ({
              ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: batch.map(({ name }) => name) }],
              MaxResults: 50,
              NextToken,
            }),
            items: ({ Parameters }) => Parameters,
            next: ({ NextToken }) => NextToken,
          }),
        )
        out.add('parameters', action, found, (one) => toParameter(one, `arn:${partition}:ssm:${region}:${account}`))
      })
    }
  },
})

/** An ARN does not tell whether a name without folders starts with a slash. */
function namesOf({ name }: SecretReference): readonly string[] {
  return name.includes('/') ? [name] : [name, `/${name}`]
}

function toParameter(parameter: sdk.ParameterMetadata, owner: string): Parameter {
  const Name = need(parameter.Name, 'Name')
  return {
    ARN: `${owner}:parameter/${Name.replace(/^\//, '')}`,
    Name,
    Type: need(parameter.Type, 'Type'),
    ...pick(parameter, 'KeyId', 'Version'),
    LastModifiedDate: iso(parameter.LastModifiedDate),
  }
}

/** Container instances that Systems Manager reaches: another way in than SSH, and the role of machines outside EC2. */
export const managedNodes = defineCollector({
  name: 'ssm-managed-nodes',
  fills: ['managedNodes'],
  needs: ['containerInstances'],
  async collect(_context, look, out) {
    const action = 'ssm:DescribeInstanceInformation'
    const ids = unique(look.seen('containerInstances').map(({ ec2InstanceId }) => ec2InstanceId))
    await forEachOf(chunks(ids, 50), async (Values) => {
      const found = await out.list(
        { section: 'managedNodes', resource: Values },
        {
          action,
          input: (NextToken) => ({ Filters: [{ Key: 'InstanceIds', Values }], MaxResults: 50, NextToken }),
          items: ({ InstanceInformationList }) => InstanceInformationList,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('managedNodes', action, found, (node) => ({
        InstanceId: need(node.InstanceId, 'InstanceId'),
        ...pick(node, 'PingStatus', 'IamRole', 'AgentVersion', 'PlatformType', 'ResourceType'),
      }))
    })
  },
})

/** The newest machine image that AWS publishes for each family of images in use. Nothing else is ever asked for. */
export const publicParameters = defineCollector({
  name: 'ssm-public-parameters',
  fills: ['publicParameters'],
  needs: ['images'],
  async collect({ call }, look, out) {
    const action = 'ssm:GetParameters'
    const names = unique(look.seen('images').flatMap(({ Name }) => recommendedParameters(Name ?? '')))
    await forEachOf(chunks(names, 10), async (Names) => {
      const found = await out.read({ section: 'publicParameters', resource: Names }, () => call(action, { Names }))
      out.add('publicParameters', action, found?.Parameters, (one) => ({
        Name: need(one.Name, 'Name'),
        Value: need(one.Value, 'Value'),
        LastModifiedDate: iso(one.LastModifiedDate),
      }))
    })
  },
})
