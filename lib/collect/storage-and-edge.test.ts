import { beforeAll, describe, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'
import type { Ledger } from './ledger.ts'
import { simulate } from './testing/simulated.ts'

const region = 'us-east-1'
let inventory: Inventory
let ledger: Ledger
beforeAll(async () => {
  await using aws = await simulate()
  const collected = await aws.collect()
  inventory = collected.inventory
  ledger = collected.ledger
})

const all = <S extends SectionName>(section: S): readonly Sections[S][] => inventory.sections[section]?.[region] ?? []
const sent = (action: string) => ledger.summary().byAction[action]?.count

describe('storage', () => {
  test('of a file system without a policy that is known, and no gap', () => {
    const plain = all('efsFileSystems').find(({ Encrypted }) => !Encrypted)
    const policy = all('efsPolicies').find(({ FileSystemId }) => FileSystemId === plain?.FileSystemId)
    const backup = all('efsBackupPolicies').find(({ FileSystemId }) => FileSystemId === plain?.FileSystemId)
    expect(policy).toEqual({ FileSystemId: plain?.FileSystemId })
    expect(backup).toEqual({ FileSystemId: plain?.FileSystemId })
    expect(inventory.gaps).toEqual([])
  })

  test('each file system in use is asked for once, and its mount targets can be joined with their interfaces', () => {
    expect(all('efsFileSystems')).toHaveLength(2)
    expect(sent('elasticfilesystem:DescribeMountTargets')).toBe(2)
    const interfaces = new Set(all('networkInterfaces').map((one) => one.NetworkInterfaceId))
    const targets = all('efsMountTargets')
    expect(targets).toHaveLength(6)
    expect(targets.filter(({ NetworkInterfaceId = '' }) => !interfaces.has(NetworkInterfaceId))).toEqual([])
  })

  test('the newest complete recovery point is kept, and only of what was backed up', () => {
    const [point] = all('recoveryPoints')
    expect(all('recoveryPoints')).toHaveLength(1)
    expect(Date.parse(inventory.takenAt) - Date.parse(point?.CreationDate ?? '')).toBe(7 * 3_600_000)
    expect(sent('backup:ListRecoveryPointsByResource')).toBe(1)
  })

  test('every host has its volumes, among them those that ECS manages', () => {
    const hosts = all('instances').map(({ InstanceId }) => InstanceId)
    const attached = all('volumes').flatMap(({ Attachments }) => Attachments.map(({ InstanceId }) => InstanceId))
    expect(attached.toSorted()).toEqual(hosts.toSorted())
    expect(all('volumes').filter(({ Encrypted }) => !Encrypted)).toHaveLength(1)
    expect(sent('ec2:DescribeVolumes')).toBe(1)
  })
})

describe('the edge', () => {
  test('a load balancer without web ACL has a record that says so', () => {
    const names = all('webAcls').map(({ ResourceArn, WebACL }) => [ResourceArn.split('/').at(-2), WebACL?.Rules])
    expect(Object.fromEntries(names)).toEqual({
      backoffice: undefined,
      'public-edge': [
        { Name: 'common', Action: 'None' },
        { Name: 'too-many-requests', Action: 'Block' },
      ],
    })
  })

  test('a certificate that several listeners share is described once', () => {
    const arns = all('listenerCertificates').flatMap(({ Certificates }) =>
      Certificates.map((one) => one.CertificateArn),
    )
    expect(arns.length).toBeGreaterThan(new Set(arns).size)
    expect(sent('acm:DescribeCertificate')).toBe(new Set(arns).size)
  })

  test('routes of both kinds of API lead to what is behind their VPC links', () => {
    const routes = all('apiRoutes').map((one) => [one.ProtocolType, one.RouteKey, one.AuthorizationType])
    expect(routes.toSorted()).toEqual([
      ['HTTP', 'GET /status', 'NONE'],
      ['HTTP', 'POST /payouts', 'JWT'],
      ['REST', 'GET /statements', 'AWS_IAM'],
      ['REST', 'POST /statements', 'NONE'],
    ])
    const known = new Set(all('listeners').flatMap((one) => [one.ListenerArn, one.LoadBalancerArn]))
    expect(all('apiRoutes').flatMap(({ TargetArns }) => TargetArns.filter((arn) => !known.has(arn)))).toEqual([])
  })

  test('Lattice services are found through the target groups of deployments', () => {
    const [group] = all('latticeTargetGroups')
    expect(all('latticeListeners').map(({ serviceArn, protocol }) => [serviceArn, protocol])).toEqual([
      [group?.serviceArns[0], 'HTTPS'],
    ])
    expect(all('latticeAuthPolicies')).toEqual([{ serviceArn: group?.serviceArns[0], state: 'Active' }])
  })
})

test('what vanishes between list and description is no gap', async () => {
  const vanish = (action: string) => ({ kind: 'vanish' as const, action, times: 1 })
  await using aws = await simulate({
    faults: ['elasticfilesystem:DescribeLifecycleConfiguration', 'acm:DescribeCertificate'].map(vanish),
  })
  const found = await aws.collect()
  expect(found.inventory.gaps).toEqual([])
  expect(found.inventory.sections.certificates?.[region]).toHaveLength(all('certificates').length - 1)
  expect(found.inventory.sections.efsLifecycles?.[region]).toHaveLength(1)
})
