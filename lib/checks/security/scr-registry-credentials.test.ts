import type { UserDataFacts } from '#lib/inventory/redact/user-data.ts'
import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { container, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { launchTemplate } from '../testing/network.ts'
import { parameterArn, secret, secretArn } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-registry-credentials.ts'

const pulling = (image: string, login?: string, more: Partial<ContainerDefinition> = {}) => ({
  ...withContainers(
    container({ image, ...(login && { repositoryCredentials: { credentialsParameter: login } }), ...more }),
  ),
  secrets: [secret()],
})
const onHosts = (facts: Partial<UserDataFacts> | undefined, login?: string) => {
  const UserData = facts && { readable: true, dropsBridgeMetadata: false, ...facts }
  const data = { ...launchTemplate().LaunchTemplateData, ...(UserData && { UserData }) }
  const app = container({
    image: 'grafana/grafana:11.1.0',
    ...(login && { repositoryCredentials: { credentialsParameter: login } }),
  })
  return {
    ...onEc2({ definition: { containerDefinitions: [app] } }),
    launchTemplateVersions: [launchTemplate({ LaunchTemplateData: data })],
    secrets: [secret()],
  }
}
const cache = (upstreamRegistryUrl: string) => ({
  pullThroughCacheRules: [
    {
      ecrRepositoryPrefix: 'hub',
      upstreamRegistryUrl,
      registryId: id.account,
      credentialArn: id.arn('secretsmanager', 'secret:ecr-pullthroughcache/hub-AbCdEf'),
    },
  ],
})
const byName = id.arn('secretsmanager', 'secret:web/hub')
const privateRegistry = { policy: { privateRegistries: ['registry.example:5000'] } }

testCheck(check, {
  pass: {
    'Docker Hub with a secret': { given: pulling('grafana/grafana:11.1.0', secretArn) },
    'a secret of the same region by its name': {
      given: { ...pulling('nginx', 'web/hub'), secrets: [secret({ reference: byName })] },
    },
    'a private registry with a secret': {
      given: pulling('registry.example:5000/team/app:1', secretArn),
      ...privateRegistry,
    },
    'a secret scheduled for deletion is there still': {
      given: { ...pulling('nginx', secretArn), secrets: [secret({ DeletedDate: id.daysAgo(-6) })] },
      hint: 'scheduled for deletion',
    },
    'a cache rule for Docker Hub stands ready': {
      given: { ...pulling('nginx:1.27'), ...cache('registry-1.docker.io') },
      hint: 'prefix hub',
    },
    'hosts that fetch their login': { given: onHosts({ engineAuth: 'fetched' }), hint: 'The hosts log in' },
    'a secret on hosts with other user data': { given: onHosts({}, secretArn) },
  },
  fail: {
    'no host in the name is Docker Hub': { given: pulling('nginx:1.27'), message: 'anonymous' },
    'docker.io': { given: pulling('docker.io/library/nginx:1.27'), message: 'anonymous' },
    'index.docker.io': { given: pulling('index.docker.io/grafana/grafana:1'), message: 'anonymous' },
    'registry-1.docker.io': { given: pulling('registry-1.docker.io/grafana/grafana:1'), message: 'anonymous' },
    'a private registry without a login': {
      given: pulling('registry.example:5000/team/app:1'),
      ...privateRegistry,
      message: 'anonymous',
    },
    'a private registry is not served by a cache of Docker Hub': {
      given: { ...pulling('registry.example:5000/team/app:1'), ...cache('registry-1.docker.io') },
      ...privateRegistry,
      message: 'anonymous',
    },
    'a cache rule for another registry': {
      given: { ...pulling('nginx:1.27'), ...cache('public.ecr.aws') },
      message: 'anonymous',
    },
    'a parameter instead of a secret': { given: pulling('nginx', parameterArn), message: 'notSecret' },
    'a secret that is gone': { given: { ...pulling('nginx', secretArn), secrets: [] }, message: 'missing' },
    'a login written into user data': { given: onHosts({ engineAuth: 'plaintext' }), message: 'userData' },
    'a login in user data beside a proper one': {
      given: onHosts({ engineAuth: 'plaintext' }, secretArn),
      message: 'userData',
    },
    'hosts without a login': { given: onHosts(undefined), message: 'anonymous' },
  },
  notApplicable: {
    'what nothing uses': { given: { ...pulling('nginx:1.27'), services: [], tasks: [] } },
    ECR: {},
    'public ECR': { given: pulling('public.ecr.aws/nginx/nginx:1.27') },
    'the Microsoft registry': { given: pulling('mcr.microsoft.com/dotnet/aspnet:9.0') },
    'another public host': { given: pulling('quay.io/prometheus/node-exporter:v1.8.0') },
  },
  unknown: {
    'a secret of another account': {
      given: pulling('nginx', 'arn:aws:secretsmanager:eu-west-1:999988887777:secret:hub-AbCdEf'),
      reason: '999988887777',
    },
    'compressed user data': { given: onHosts({ readable: false }), reason: 'compressed' },
  },
})
