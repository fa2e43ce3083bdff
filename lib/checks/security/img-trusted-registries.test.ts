import { cluster, container, service, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-trusted-registries.ts'

const from = (image: string, more: Parameters<typeof container>[0] = {}) =>
  withContainers(container({ image, ...more }))
const unnamed = (image: string) => ({ ...from(image), clusters: [cluster({ tags: [] })] })
const foreign = (account: string) => `${account}.dkr.ecr.${id.region}.amazonaws.com/team/app:1`

testCheck(check, {
  pass: {
    'ECR of the account': {},
    'ECR of the account by its FIPS address': {
      given: from(`${id.account}.dkr.ecr-fips.${id.region}.amazonaws.com/web:1`),
    },
    'ECR of the account by its dual-stack address': { given: from(`${id.account}.dkr-ecr.${id.region}.on.aws/web:1`) },
    'a pull-through cache, whose content is another’s': {
      given: {
        ...from(`${id.account}.dkr.ecr.${id.region}.amazonaws.com/docker-hub/library/nginx:1.27`),
        pullThroughCacheRules: [
          { ecrRepositoryPrefix: 'docker-hub', upstreamRegistryUrl: 'registry-1.docker.io', registryId: id.account },
        ],
      },
      hint: 'scan it',
    },
    'ECR of a trusted account': { given: from(foreign('222233334444')), policy: { trustedAccounts: ['222233334444'] } },
    'ECR of an account of the organization': {
      given: from(foreign('222233334444')),
      policy: { organizationAccounts: ['222233334444'] },
    },
    'ECR of the account in China': { given: from(`${id.account}.dkr.ecr.cn-north-1.amazonaws.com.cn/web:1`) },
    'an agent of AWS': { given: from('906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:stable') },
    'AWS on the public gallery': { given: from('public.ecr.aws/aws-observability/aws-otel-collector:v0.45') },
    'Amazon Linux on the public gallery': { given: from('public.ecr.aws/amazonlinux/amazonlinux:2023') },
    'X-Ray on the public gallery': { given: from('public.ecr.aws/xray/aws-xray-daemon:3.x') },
    'a registry on the list': {
      given: from('registry.corp.example/team/app:1'),
      policy: { trustedRegistries: ['registry.corp.example'] },
    },
    'a path of Docker Hub on the list': {
      given: from('corp/app:1'),
      policy: { trustedRegistries: ['docker.io/corp'] },
    },
  },
  fail: {
    'an official image of Docker Hub': { given: from('nginx:1.27'), message: 'dockerHub' },
    'an official image by its long name': { given: from('docker.io/library/nginx:1.27'), message: 'dockerHub' },
    'a community image in production: high': {
      given: from('bitnami/nginx:1.27'),
      message: 'dockerHub',
      severity: 'high',
    },
    'a community image by the index host': {
      given: from('index.docker.io/bitnami/nginx:1'),
      message: 'dockerHub',
      severity: 'high',
    },
    'a community image by the registry host, with credentials': {
      given: from('registry-1.docker.io/corp/app:1', {
        repositoryCredentials: { credentialsParameter: id.arn('secretsmanager', 'secret:hub') },
      }),
      message: 'dockerHub',
      severity: 'high',
    },
    'a community image where nothing says production': { given: unnamed('bitnami/nginx:1.27'), message: 'dockerHub' },
    'a community image under test': {
      given: { ...from('bitnami/nginx:1'), services: [service({ tags: [{ key: 'environment', value: 'test' }] })] },
      message: 'dockerHub',
    },
    'Docker Hub in capitals': { given: from('Docker.IO/library/nginx:1.27'), message: 'dockerHub' },
    'a host that only looks like ECR': {
      given: from(`${id.account}.dkr.ecr.${id.region}.amazonaws.com.evil.example/web:1`),
      message: 'other',
      severity: 'low',
      confidence: 'heuristic',
    },
    'the registry of another account': { given: from(foreign('222233334444')), message: 'account' },
    'another public host': {
      given: from('quay.io/prometheus/node-exporter:v1.9'),
      message: 'other',
      severity: 'low',
      confidence: 'heuristic',
    },
    'another image of the public gallery': {
      given: from('public.ecr.aws/docker/library/nginx:1.27'),
      message: 'other',
      severity: 'low',
      confidence: 'heuristic',
    },
    'a name that only starts like a trusted one': {
      given: from('public.ecr.aws/ecsx/app:1'),
      message: 'other',
      severity: 'low',
      confidence: 'heuristic',
    },
    'a local registry with a port': {
      given: from('localhost:5000/app:1'),
      message: 'other',
      severity: 'low',
      confidence: 'heuristic',
    },
  },
  unknown: { 'a container without an image': { given: withContainers(container({ image: undefined })) } },
})
