import type * as sdk from '@aws-sdk/client-ecr'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { Repository } from '#lib/inventory/types/ecr.ts'
import { defineCollector, type Following, forEachOf } from '../../collector.ts'
import { chunks, iso, need, pick } from '../../shape.ts'
import { imagesInUse, repositoryOf } from './images-in-use.ts'
import { readCreationTemplates, readReplication } from './registry.ts'

/** Asked for only where some definition names an image of this account's registry, or may. */
export const repositories = defineCollector({
  name: 'ecr-repositories',
  fills: [
    'repositories',
    'registryScanning',
    'pullThroughCacheRules',
    'registryReplication',
    'repositoryCreationTemplates',
  ],
  needs: [],
  follows: ['taskDefinitions', 'daemonTaskDefinitions'],
  inherits: [],
  async collect({ call, account, region }, _look, out, following) {
    if (!(await mayUseRegistry(following, { account, region }))) return

    async function listRepositories() {
      const found = await out.list(
        { section: 'repositories' },
        {
          action: 'ecr:DescribeRepositories',
          input: (nextToken) => ({ maxResults: 1000, nextToken }),
          items: (answer) => answer.repositories,
          next: ({ nextToken }) => nextToken,
        },
      )
      out.add('repositories', 'ecr:DescribeRepositories', found, toRepository)
    }
    async function registry() {
      const action = 'ecr:GetRegistryScanningConfiguration'
      const answer = await out.read({ section: 'registryScanning' }, () => call(action, {}))
      out.add('registryScanning', action, answer && [answer], ({ registryId, scanningConfiguration }) => ({
        registryId: need(registryId, 'registryId'),
        scanningConfiguration: {
          ...pick(need(scanningConfiguration, 'scanningConfiguration'), 'scanType'),
          rules: (scanningConfiguration?.rules ?? []).map(({ scanFrequency, repositoryFilters }) => ({
            scanFrequency: need(scanFrequency, 'rules.scanFrequency'),
            repositoryFilters: (repositoryFilters ?? []).map(({ filter, filterType }) => ({
              filter: need(filter, 'repositoryFilters.filter'),
              filterType: need(filterType, 'repositoryFilters.filterType'),
            })),
          })),
        },
      }))
    }
    async function pullThrough() {
      const found = await out.list(
        { section: 'pullThroughCacheRules' },
        {
          action: 'ecr:DescribePullThroughCacheRules',
          input: (nextToken) => ({ maxResults: 1000, nextToken }),
          items: ({ pullThroughCacheRules }) => pullThroughCacheRules,
          next: ({ nextToken }) => nextToken,
        },
      )
      out.add('pullThroughCacheRules', 'ecr:DescribePullThroughCacheRules', found, (rule) => ({
        ecrRepositoryPrefix: need(rule.ecrRepositoryPrefix, 'ecrRepositoryPrefix'),
        upstreamRegistryUrl: need(rule.upstreamRegistryUrl, 'upstreamRegistryUrl'),
        registryId: rule.registryId ?? account,
        ...pick(rule, 'credentialArn'),
      }))
    }
    await Promise.all([
      listRepositories(),
      registry(),
      pullThrough(),
      readReplication(call, out),
      readCreationTemplates(out),
    ])
  },
})

/** How the repositories in use are scanned, by the registry's rules. */
export const repositoryScanning = defineCollector({
  name: 'ecr-repository-scanning',
  fills: ['repositoryScanning'],
  needs: [...usageReads, 'repositories'],
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions', 'repositories'],
  async collect({ call }, look, out) {
    const existing = new Set(look.seen('repositories').map((one) => one.repositoryName))
    const names = imagesInUse(look).flatMap(({ name }) => (existing.has(name) ? [name] : []))
    const action = 'ecr:BatchGetRepositoryScanningConfiguration'
    await forEachOf(chunks(names, 25), async (repositoryNames) => {
      const answer = await out.read({ section: 'repositoryScanning' }, () => call(action, { repositoryNames }))
      out.add('repositoryScanning', action, answer?.scanningConfigurations, (one) => ({
        repositoryArn: need(one.repositoryArn, 'repositoryArn'),
        repositoryName: need(one.repositoryName, 'repositoryName'),
        ...pick(one, 'scanOnPush', 'scanFrequency'),
      }))
    })
  },
})

async function mayUseRegistry(
  { arriving, whole }: Following<never, 'taskDefinitions' | 'daemonTaskDefinitions'>,
  registry: { account: string; region: string },
): Promise<boolean> {
  for (const section of ['taskDefinitions', 'daemonTaskDefinitions'] as const) {
    for await (const { containerDefinitions } of arriving(section)) {
      if (containerDefinitions.some(({ image }) => repositoryOf(registry, image))) return true
    }
  }
  const look = await whole()
  return look.gaps('taskDefinitions').length + look.gaps('daemonTaskDefinitions').length > 0
}

function toRepository(repository: sdk.Repository): Repository {
  const { imageScanningConfiguration: scanning, encryptionConfiguration: encryption } = repository
  return {
    repositoryArn: need(repository.repositoryArn, 'repositoryArn'),
    repositoryName: need(repository.repositoryName, 'repositoryName'),
    repositoryUri: need(repository.repositoryUri, 'repositoryUri'),
    registryId: need(repository.registryId, 'registryId'),
    createdAt: iso(repository.createdAt),
    imageTagMutability: need(repository.imageTagMutability, 'imageTagMutability'),
    imageTagMutabilityExclusionFilters: (repository.imageTagMutabilityExclusionFilters ?? []).map((one) => ({
      filterType: need(one.filterType, 'imageTagMutabilityExclusionFilters.filterType'),
      filter: need(one.filter, 'imageTagMutabilityExclusionFilters.filter'),
    })),
    imageScanningConfiguration: scanning && { scanOnPush: scanning.scanOnPush ?? false },
    encryptionConfiguration: encryption && {
      encryptionType: need(encryption.encryptionType, 'encryptionType'),
      ...pick(encryption, 'kmsKey'),
    },
  }
}
