import { beforeAll, describe, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import { securitySections } from '#lib/inventory/security-sections.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { plantedSecrets } from '#simulator/estates/sample/planted-secrets.ts'
import { agentKind } from './collectors/cloudtrail/event.ts'
import { mostRolesPerScan, turnOf } from './collectors/iam-access.ts'
import type { Ledger } from './ledger.ts'
import { recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

const region = 'us-east-1'
const account = '111122223333'

describe('a scan of the sample account', () => {
  let inventory: Inventory
  let ledger: Ledger
  beforeAll(async () => {
    await using aws = await simulate()
    const collected = await aws.collect()
    inventory = collected.inventory
    ledger = collected.ledger
  })
  const of = (section: SectionName) => Object.values(recordsOf(inventory, section))

  test('every section of keys, secrets, buckets, reports and records of events is read, without a gap', () => {
    expect(inventory.gaps).toEqual([])
    const empty = Object.keys(securitySections).filter((name) => of(name as SectionName).length === 0)
    expect(empty).toEqual([])
  })

  test('a secret is found under what definitions call it, with the key that it is encrypted with', () => {
    const reference = `arn:aws:secretsmanager:${region}:${account}:secret:payments/ledger/database-4kQz7P`
    const key = `arn:aws:kms:${region}:${account}:key/mrk-tide`
    expect(recordsOf(inventory, 'secrets')[reference]).toMatchObject({ KmsKeyId: key, RotationEnabled: true })
    expect(recordsOf(inventory, 'secretPolicies')[reference]).toHaveProperty('ResourcePolicy')
    expect(recordsOf(inventory, 'secretVersions')[reference]).toMatchObject({
      Versions: [{ VersionStages: ['AWSCURRENT'] }],
    })
    expect(recordsOf(inventory, 'kmsKeys')[key]).toMatchObject({ KeyManager: 'CUSTOMER', KeyState: 'Enabled' })
    expect(recordsOf(inventory, 'kmsKeyPolicies')).toHaveProperty(key)
  })

  test('a parameter that is called by its bare name is found, and so is the AWS managed key behind its alias', () => {
    const name = `arn:aws:ssm:${region}:${account}:parameter/notifications/smtp-host`
    expect(recordsOf(inventory, 'parameters')[name]).toMatchObject({ Type: 'SecureString', KeyId: 'alias/aws/ssm' })
    const alias = `arn:aws:kms:${region}:${account}:alias/aws/ssm`
    expect(recordsOf(inventory, 'kmsKeys')[alias]).toMatchObject({ KeyManager: 'AWS' })
  })

  test('that a bucket has no policy and blocks nothing is a fact, not a gap', () => {
    const names = Object.keys(recordsOf(inventory, 'bucketPolicies'))
    const [sessions = '', settings = ''] = names.toSorted()
    expect(sessions).toContain('sessions')
    expect(recordsOf(inventory, 'bucketPolicies')[sessions]).toEqual({ Bucket: sessions })
    expect(recordsOf(inventory, 'bucketPolicyStatus')[sessions]).toEqual({ Bucket: sessions, IsPublic: false })
    expect(recordsOf(inventory, 'bucketPublicAccess')[settings]).toMatchObject({ BlockPublicPolicy: false })
    expect(recordsOf(inventory, 'bucketEncryption')[sessions]).toMatchObject({ Rules: [{ SSEAlgorithm: 'aws:kms' }] })
    expect(of('accountPublicAccess')).toMatchObject([{ BlockPublicAcls: true, BlockPublicPolicy: false }])
  })

  test('of an event who, what and with which program is kept, and nothing that its request held', () => {
    const registered = of('apiEvents').find((one) => JSON.stringify(one).includes('RegisterTaskDefinition'))
    expect(registered).toMatchObject({
      agent: 'cli',
      userIdentity: { sessionIssuerArn: `arn:aws:iam::${account}:role/break-glass` },
      about: { taskDefinition: 'payments-api' },
    })
    const kept = JSON.stringify(inventory)
    expect(plantedSecrets.filter((secret) => kept.includes(secret))).toEqual([])
  })

  test('whole event histories say so, and no name is looked up that cannot have happened', () => {
    const windows = Object.entries(recordsOf(inventory, 'apiEventWindows'))
    expect(windows.map(([name]) => name)).not.toContain('DeleteCluster')
    for (const [, window] of windows) expect(window).toMatchObject({ complete: true })
    expect(ledger.summary().byAction['cloudtrail:LookupEvents']?.count).toBe(windows.length)
  })

  test('users without a person are told by their keys, and people by their passwords', () => {
    expect(recordsOf(inventory, 'userCredentials')[`arn:aws:iam::${account}:user/build-server`]).toMatchObject({
      PasswordEnabled: false,
      AccessKeys: [{ Active: true, LastUsedService: 'ecs' }, { Active: false }],
    })
  })

  test('roles that AWS services made for themselves are not asked about', () => {
    const arns = Object.keys(recordsOf(inventory, 'serviceAccess'))
    expect(arns.length).toBeGreaterThan(10)
    expect(arns.filter((arn) => arn.includes('/aws-service-role/'))).toEqual([])
    expect(ledger.summary().byAction['iam:GetServiceLastAccessedDetails']?.count).toBe(arns.length)
  })
})

test('a secret or key that vanishes between its mention and the question leaves no gap', async () => {
  const actions = ['secretsmanager:DescribeSecret', 'kms:DescribeKey']
  const vanish = actions.map((action) => ({ kind: 'vanish' as const, action, times: 1 }))
  await using aws = await simulate({ faults: vanish })
  const { inventory } = await aws.collect()
  expect(inventory.gaps).toEqual([])
})

test('of an administrator’s coverage only the account’s own clusters count: those of members have the same names', async () => {
  await using aws = await simulate({
    build: (options) => {
      const estate = buildSample(options)
      for (const { regions } of estate.accounts) {
        const [detector] = regions[region]?.security.detectors ?? []
        const foreign = detector?.coverage.map((one) => ({ ...one, AccountId: '999988887777', ResourceId: 'foreign' }))
        detector?.coverage.push(...(foreign ?? []))
      }
      return estate
    },
  })
  const { inventory } = await aws.collect()
  const found = Object.values(recordsOf(inventory, 'guardDutyCoverage'))
  expect(found.length).toBeGreaterThan(0)
  expect(JSON.stringify(found)).not.toContain('foreign')
})

test('every role has its turn within as many days as there are parts', () => {
  const arns = Array.from({ length: 2 * mostRolesPerScan + 1 }, (_, index) => `role-${index}`)
  const days = ['2026-01-01', '2026-01-02', '2026-01-03'].map((day) => `${day}T03:00:00.000Z`)
  const asked = days.flatMap((day) => turnOf(arns, day))
  expect(asked.toSorted()).toEqual(arns.toSorted())
  expect(turnOf(arns.slice(0, mostRolesPerScan), days[1] ?? '')).toHaveLength(mostRolesPerScan)
})

test.each([
  ['HashiCorp Terraform/1.13 terraform-provider-aws/6.17 aws-sdk-go-v2/1.39', 'terraform'],
  ['pulumi-aws/7 aws-sdk-go-v2/1.39', 'pulumi'],
  ['aws-cdk/2.200 aws-sdk-js/3', 'cdk'],
  ['cloudformation.amazonaws.com', 'cloudformation'],
  ['ecs.application-autoscaling.amazonaws.com', 'aws-service'],
  ['AWS Internal', 'aws-service'],
  ['console.amazonaws.com', 'console'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'console'],
  ['aws-cli/2.31 Python/3.13', 'cli'],
  ['Boto3/1.40', 'other'],
])('a call of %s is one of %s', (userAgent, kind) => {
  expect(agentKind(userAgent)).toBe(kind)
})
