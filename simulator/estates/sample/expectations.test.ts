import { describe, expect, test } from 'vitest'
import type { AccountEstate, RegionEstate } from '../../estate.ts'
import type { Expectation } from './expectations/expectation.ts'
import { expectations, expectationsElsewhere, registeredFamilies } from './expectations.ts'
import { buildSample } from './index.ts'

const checks = `net-task-private-subnets net-task-public-ip net-no-ssh-from-internet net-no-world-open-ingress
  net-no-host-mode net-awsvpc-mode net-container-insights net-endpoint-ecr cap-service-autoscaling cap-multi-az
  cap-use-capacity-providers sto-efs-transit-encryption dep-deregistration-delay dep-min-max-percent
  iam-task-role-present iam-task-role-distinct iam-task-role-trust iam-task-role-least-privilege iam-imdsv2-required
  sec-tls-listener sec-tls-policy sec-alb-only-ingress scr-no-plaintext-env scr-no-static-aws-keys
  log-driver-configured log-retention img-scan-enabled img-no-critical-high ctr-non-root-user ctr-readonly-rootfs
  ctr-cpu-memory-limits ctr-immutable-tags ctr-image-reference-pinned ctr-no-privileged ctr-dangerous-capabilities
  ops-container-health-check ops-deployment-rollback ops-fargate-platform
  sec-tls-to-targets sec-dedicated-security-groups sec-nlb-only-ingress sec-egress-restricted scr-log-secret-options
  cmp-phi-logging ctr-fargate-sys-ptrace img-minimal-base img-dependency-scan img-trusted-registries
  ctr-agent-privileged-disabled ctr-drop-capabilities
  iam-ecs-least-privilege iam-cluster-boundary iam-mfa-conditions iam-tag-conditions iam-execution-role-present
  iam-execution-role-scoped iam-service-linked-role iam-imds-block-awsvpc iam-imds-block-bridge
  iam-host-mode-task-roles rt-seccomp rt-mandatory-access-control
  scr-encrypted-store scr-access-restricted scr-registry-credentials scr-rotation scr-redeploy-after-rotation
  scr-secret-bucket scr-sidecar-volume ctr-fargate-ephemeral-key ctr-ecr-customer-key ops-exec-audit-logging
  net-alb-waf-desync sto-ebs-encryption sec-service-to-service-encryption sec-sni-certificates sec-nitro-encryption
  sec-data-store-ingress sec-endpoint-policies sec-cluster-isolation ops-network-acls ops-api-authentication
  net-client-retries cap-load-tested cap-demand-shock-plan sto-efs-restore-tested iam-user-lifecycle
  cmp-shared-responsibility cmp-pci-scope img-setuid-removed img-curated-images img-static-analysis ops-automated-tests
  ops-engineering-conventions ops-architecture ops-input-validation ops-data-masking ops-app-performance
  iam-access-audit iam-unused-permissions iam-cloudtrail-enabled iam-cloudtrail-alerting cmp-config-inventory
  img-findings-routed ops-exec-instead-of-ssh iam-instance-role-scoped iam-pipeline-deploys ops-exec-access
  rt-runtime-defense`.split(/\s+/)

/** Secrets in the environment are worth advice, never a failure. */
const neverFails = ['scr-sidecar-volume']

/** Fails in another region or account. */
const failsElsewhere = [
  'iam-imds-block-awsvpc',
  'iam-imds-block-bridge',
  'iam-service-linked-role',
  'iam-cloudtrail-enabled',
  'iam-cloudtrail-alerting',
  'cmp-config-inventory',
  'img-findings-routed',
]

/** Every host of the region is open to logins. */
const passesElsewhere = ['ops-exec-instead-of-ssh']

/** Checks that apply to everything of their kind, or to everything that runs in production. */
const alwaysApply = [
  'iam-task-role-present',
  'iam-service-linked-role',
  'scr-no-plaintext-env',
  'scr-no-static-aws-keys',
  'log-driver-configured',
  'ctr-image-reference-pinned',
  'img-trusted-registries',
  'scr-rotation',
  'iam-cloudtrail-enabled',
  'iam-cloudtrail-alerting',
  'cmp-config-inventory',
  'img-findings-routed',
  'iam-pipeline-deploys',
  'ops-exec-access',
]

const seed = 7
const { accounts } = buildSample({ now: new Date('2026-11-22T09:00:00Z'), seed })

function placeOf(id: string, name: string): { account: AccountEstate; region: RegionEstate } {
  const account = accounts.find((known) => known.id === id)
  const region = account?.regions[name]
  if (!account || !region) throw new Error(`The sample estate has no account ${id} in ${name}.`)
  return { account, region }
}

const production = placeOf('111122223333', 'us-east-1')
const expected = expectations(seed)
const rows = Object.entries(expected).map(([check, expectation]) => ({ check, expectation }))

const named = ({ pass, fail, notApplicable, manual = [], unknown = [], open = [] }: Expectation) => [
  ...pass,
  ...fail.map(({ id }) => id),
  ...notApplicable,
  ...manual,
  ...unknown,
  ...open,
]

const activeServices = ({ ecs }: RegionEstate) => [...ecs.services].filter(({ status }) => status === 'ACTIVE')

function familiesOf({ ecs }: RegionEstate) {
  return [...ecs.taskDefinitions].map(({ family, revisions }) => {
    const newest = revisions.at(-1)
    const arn = newest?.taskDefinitionArn?.replace(/:\d+$/, '') ?? ''
    return { family, arn, containers: (newest?.containerDefinitions ?? []).map(({ name }) => `${arn}#${name}`) }
  })
}

function daemonFamiliesOf({ ecs }: RegionEstate) {
  return ecs.daemonTaskDefinitions.map(({ daemonTaskDefinitionArn = '', containerDefinitions = [] }) => {
    const arn = daemonTaskDefinitionArn.replace(/:\d+$/, '')
    return { arn, containers: containerDefinitions.map(({ name }) => `${arn}#${name}`) }
  })
}

/** File systems that some task definition has a volume of. */
function mounted({ ecs }: RegionEstate) {
  return [...ecs.taskDefinitions].flatMap(({ revisions }) =>
    [...revisions].flatMap(({ volumes = [] }) => volumes.map((volume) => volume.efsVolumeConfiguration?.fileSystemId)),
  )
}

function apisOf({ httpApis, restApis }: RegionEstate['edge']) {
  const paths = [...httpApis.map(({ api }) => `apis/${api.ApiId}`), ...restApis.map(({ api }) => `restapis/${api.id}`)]
  return paths.map((path) => `arn:aws:apigateway:us-east-1::/${path}`)
}

function subjectsIn({ account, region }: ReturnType<typeof placeOf>): Set<string | undefined> {
  const families = familiesOf(region)
  return new Set([
    ...[...region.ecs.clusters].map(({ clusterArn }) => clusterArn),
    ...[...region.ecs.clusters].flatMap(({ clusterArn }) => families.map(({ family }) => `${clusterArn}#${family}`)),
    ...activeServices(region).map(({ serviceArn }) => serviceArn),
    ...[...families, ...daemonFamiliesOf(region)].flatMap(({ arn, containers }) => [arn, ...containers]),
    ...[...region.ec2.securityGroups].map(({ GroupId }) => GroupId),
    ...region.ec2.vpcs.map(({ VpcId }) => VpcId),
    ...region.ec2.launchTemplateVersions.map(({ LaunchTemplateId }) => LaunchTemplateId),
    ...[...region.elbv2.targetGroups].map(({ TargetGroupArn }) => TargetGroupArn),
    ...[...region.elbv2.loadBalancers].map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...[...region.ec2.subnets].map(({ SubnetId }) => SubnetId),
    ...region.ec2.vpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
    ...region.edge.latticeServices.map(({ arn }) => arn),
    ...apisOf(region.edge),
    ...[...region.elbv2.listeners].map(({ ListenerArn }) => ListenerArn),
    ...region.ecs.capacityProviders.map(({ capacityProviderArn }) => capacityProviderArn),
    ...[...region.ecr.repositories].map(({ repository }) => repository.repositoryArn),
    ...[...region.logs.groups].map(({ logGroupArn }) => logGroupArn),
    ...[...account.iam.roles].flatMap(({ Arn, RolePolicyList = [] }) => [
      Arn,
      ...RolePolicyList.map(({ PolicyName }) => `${Arn}#${PolicyName}`),
    ]),
    ...[...account.iam.users].flatMap(({ Arn, UserPolicyList = [] }) => [
      Arn,
      ...UserPolicyList.map(({ PolicyName }) => `${Arn}#${PolicyName}`),
    ]),
    ...[...account.iam.groups].flatMap(({ Arn, GroupPolicyList = [] }) =>
      GroupPolicyList.map(({ PolicyName }) => `${Arn}#${PolicyName}`),
    ),
    ...[...account.iam.policies].map(({ Arn }) => Arn),
    ...[...region.autoscaling.groups].map(({ AutoScalingGroupARN }) => AutoScalingGroupARN),
    ...mounted(region),
    ...region.security.secrets.map(({ ARN }) => ARN),
    ...region.security.parameters.map(({ ARN }) => ARN),
    ...region.security.buckets.map(({ name }) => `arn:aws:s3:::${name}`),
    `account/${account.id}/global`,
    ...Object.entries(account.regions).flatMap(([name, one]) =>
      one === region ? `account/${account.id}/${name}` : [],
    ),
  ])
}

describe('the expectations of the sample estate', () => {
  const subjects = subjectsIn(production)
  const services = activeServices(production.region)
  const inUse = familiesOf(production.region).filter(
    ({ family }) => !registeredFamilies.some((unused) => unused === family),
  )

  test('cover each of the checks and no other', () => {
    expect(Object.keys(expected).toSorted()).toEqual(checks.toSorted())
  })

  test.each(rows)('$check: name only what is in the estate, and each subject once', ({ expectation }) => {
    const names = named(expectation)
    const meant = (id: string) => id.endsWith(':role/refunds-legacy-task') || id.endsWith(':/ecs/ledger-export')
    expect(names.filter((id) => !subjects.has(id) && !meant(id))).toEqual([])
    expect(names.filter((id, i) => names.indexOf(id) !== i)).toEqual([])
  })

  test.each(rows)(
    '$check: something passes, something fails, and something is not applicable where that can be',
    (row) => {
      if (row.expectation.manual) return expect(row.expectation.manual).not.toEqual([])
      expect(row.expectation.pass.length > 0).toBe(!passesElsewhere.includes(row.check))
      expect(row.expectation.fail.length > 0).toBe(![...neverFails, ...failsElsewhere].includes(row.check))
      expect(row.expectation.notApplicable.length > 0).toBe(!alwaysApply.includes(row.check))
    },
  )

  test.each(rows)('$check: leave out no container, service or cluster in use', ({ expectation }) => {
    const names = named(expectation)
    const [sample = ''] = [...expectation.pass, ...(expectation.manual ?? [])]
    const all = [
      inUse.flatMap(({ containers }) => containers),
      services.map(({ serviceArn = '' }) => serviceArn),
      [...production.region.ecs.clusters].map(({ clusterArn = '' }) => clusterArn),
    ].find((kind) => kind.includes(sample))
    expect((all ?? []).filter((id) => !names.includes(id))).toEqual([])
  })
  test.each(expectationsElsewhere(seed))(
    '$account $region: name only what is there',
    ({ account, region, expected }) => {
      const there = subjectsIn(placeOf(account, region))
      const names = Object.values(expected).flatMap(named)
      expect(names).not.toEqual([])
      expect(names.filter((id) => !there.has(id))).toEqual([])
    },
  )
})
