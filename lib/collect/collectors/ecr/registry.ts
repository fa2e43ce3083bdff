import { usageReads } from '#lib/inventory/derived/usage.ts'
import { unlessAbsent } from '../../absent.ts'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { need, pick } from '../../shape.ts'
import { imagesInUse } from './images-in-use.ts'

/** Where the registry copies its images to. */
export async function readReplication(call: CollectContext['call'], out: Gather<'registryReplication'>): Promise<void> {
  const action = 'ecr:DescribeRegistry'
  const answer = await out.read({ section: 'registryReplication' }, () => call(action, {}))
  out.add('registryReplication', action, answer && [answer], ({ registryId, replicationConfiguration }) => ({
    registryId: need(registryId, 'registryId'),
    rules: (replicationConfiguration?.rules ?? []).map(({ destinations, repositoryFilters }) => ({
      destinations: (destinations ?? []).map((one) => ({
        region: need(one.region, 'destinations.region'),
        registryId: need(one.registryId, 'destinations.registryId'),
      })),
      repositoryFilters: (repositoryFilters ?? []).map(({ filter, filterType }) => ({
        filter: need(filter, 'repositoryFilters.filter'),
        filterType: need(filterType, 'repositoryFilters.filterType'),
      })),
    })),
  }))
}

/** How repositories are made that nobody makes by hand. */
export async function readCreationTemplates(out: Gather<'repositoryCreationTemplates'>): Promise<void> {
  const section = 'repositoryCreationTemplates'
  const action = 'ecr:DescribeRepositoryCreationTemplates'
  const found = await out.list(
    { section },
    {
      action,
      input: (nextToken) => ({ maxResults: 1000, nextToken }),
      items: (answer) => answer.repositoryCreationTemplates,
      next: ({ nextToken }) => nextToken,
    },
  )
  out.add(section, action, found, ({ encryptionConfiguration: encryption, ...template }) => ({
    prefix: need(template.prefix, 'prefix'),
    appliedFor: template.appliedFor ?? [],
    ...pick(template, 'imageTagMutability'),
    encryptionConfiguration: encryption && {
      encryptionType: need(encryption.encryptionType, 'encryptionType'),
      ...pick(encryption, 'kmsKey'),
    },
    hasLifecyclePolicy: Boolean(template.lifecyclePolicy),
  }))
}

const noPolicy = ['LifecyclePolicyNotFoundException'] as const
const gone = ['RepositoryNotFoundException'] as const

/** What becomes of old images in the repositories in use; that there is no policy is a fact too. */
export const lifecyclePolicies = defineCollector({
  name: 'ecr-lifecycle-policies',
  fills: ['lifecyclePolicies'],
  needs: [...usageReads, 'repositories'],
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions', 'repositories'],
  async collect({ call }, look, out) {
    const pulled = new Set(imagesInUse(look).map(({ name }) => name))
    const used = look.seen('repositories').filter(({ repositoryName }) => pulled.has(repositoryName))
    const action = 'ecr:GetLifecyclePolicy'
    await forEachOf(used, async ({ repositoryArn, repositoryName }) => {
      const lost = { section: 'lifecyclePolicies', resource: repositoryArn, gone } as const
      const answer = await out.read(lost, () => unlessAbsent(noPolicy, call(action, { repositoryName })))
      out.add('lifecyclePolicies', action, answer === undefined ? [] : [answer], (policy) => ({
        repositoryArn,
        repositoryName,
        lifecyclePolicyText: policy?.lifecyclePolicyText,
      }))
    })
  },
})
