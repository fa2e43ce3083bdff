import { describe, expect, test } from 'vitest'
import type { PathResource, ServicePath } from '#lib/data/estate/service-path.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import type { Json } from '#lib/inventory/evidence.ts'
import { pathNodes } from './path-nodes.ts'
import { serviceVerdict } from './verdict.ts'

let ids = 0
function resource(type: string, name: string, configuration: Json, given: Partial<PathResource> = {}): PathResource {
  ids += 1
  return {
    id: ids,
    key: name,
    type,
    name,
    account: { id: '111122223333', alias: 'prod' },
    region: 'eu-west-1',
    exposed: false,
    open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    relations: [],
    judged: { pass: 1, unknown: 0 },
    configuration,
    ...given,
  }
}

const role = 'arn:aws:iam::111122223333:role/app/api-task'
const service = resource(
  'ecs-service',
  'api',
  {
    desiredCount: 3,
    runningCount: 2,
    loadBalancers: [{ containerPort: 8080 }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['a', 'b'], assignPublicIp: 'ENABLED' } },
  },
  { exposed: true },
)
const family = resource('task-definition', 'api', {
  taskRoleArn: role,
  containerDefinitions: [
    { secrets: [{ valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:pay/db-4kQz7P:url::' }] },
    { secrets: [{ valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/pay/key' }] },
  ],
})
const balancer = resource(
  'load-balancer',
  'edge',
  { Scheme: 'internet-facing', AvailabilityZones: [{}, {}] },
  { exposed: true },
)
const taskRole = resource('iam-role', 'api-task', { RolePolicyList: [{}], AttachedManagedPolicies: [] }, { key: role })
const path: ServicePath = { service, reached: [family, balancer, taskRole] }

const finding = (check: string, on: PathResource, severity: FindingRow['severity'] = 'critical'): FindingRow => ({
  id: 'F-1',
  fingerprint: check,
  check,
  pillar: 'security',
  severity,
  confidence: 'certain',
  status: 'fail',
  state: 'open',
  message: '',
  subject: { type: on.type, id: on.key, name: on.name },
  resource: on.id,
  account: on.account,
  region: on.region,
  exposed: false,
  triage: 'new',
  excepted: false,
})
const nodes = (given: Partial<ServicePath> = {}, findings: FindingRow[] = []) =>
  pathNodes({ ...path, ...given }, findings, (check) => `${check} fails`)
const node = (kind: string, ...given: Parameters<typeof nodes>) => nodes(...given).find((each) => each.kind === kind)

describe('the path of a service', () => {
  test('leads from the internet through the load balancer to role and secrets', () => {
    expect(nodes().map(({ kind, name, facts }) => [kind, name, ...facts])).toEqual([
      ['Internet', 'any client', 'through 1 load balancer'],
      ['Load balancer', 'edge', 'internet-facing', '2 zones'],
      ['Service', 'api', '2 of 3 tasks', '2 subnets, public address, port 8080'],
      ['Task role', 'api-task', '0 managed policies', '1 inline policy'],
      ['Secrets', 'pay/db and 1 more', '2 by reference'],
    ])
  })

  test('calls a service that nothing exposes unseen from the internet, never safe', () => {
    const internet = node('Internet', { service: { ...service, exposed: false } })
    expect([internet?.name, internet?.verdict]).toEqual(['no way in was seen', undefined])
  })

  test('shows what is wrong with credentials at the secrets and the rest at the service', () => {
    const found = [finding('scr-no-plaintext-env', family), finding('ctr-non-root-user', family, 'high')]
    expect(node('Secrets', {}, found)?.verdict).toEqual({ severity: 'critical', text: 'scr-no-plaintext-env fails' })
    expect(node('Service', {}, found)?.verdict).toEqual({ severity: 'high', text: 'ctr-non-root-user fails' })
  })

  test('shows at the service what fails on images and networks, which have no box of their own', () => {
    const image = resource('ecr-image', 'api', {})
    const found = [finding('ctr-non-root-user', family, 'high'), finding('img-no-critical-high', image)]
    expect(node('Service', {}, found)?.verdict).toEqual({ severity: 'critical', text: 'img-no-critical-high fails' })
    expect(node('Service', {}, [finding('iam-task-role-trust', taskRole)])?.verdict).toEqual({ severity: 'pass' })
  })

  test('never calls a pass what could not be judged', () => {
    const unjudged = { ...balancer, judged: { pass: 3, unknown: 2 } }
    expect(node('Load balancer', { reached: [unjudged] })?.verdict).toEqual({
      severity: 'unknown',
      text: '2 not judged',
    })
    expect(node('Load balancer')?.verdict).toEqual({ severity: 'pass' })
    const untouched = { ...balancer, judged: { pass: 0, unknown: 0 } }
    expect(node('Load balancer', { reached: [untouched] })?.verdict).toBeUndefined()
  })

  test('tells no role from a role, or a task definition, that could not be read', () => {
    const bare = { ...family, configuration: { containerDefinitions: [] } }
    expect(node('Task role', { reached: [bare] })?.name).toBe('none')
    expect(node('Task role', { reached: [family] })).toMatchObject({ name: 'api-task', facts: ['not read'] })
    for (const reached of [[], [{ ...family, configuration: undefined }]]) {
      expect([node('Task role', { reached })?.name, node('Secrets', { reached })?.name]).toEqual([
        'not read',
        'not read',
      ])
    }
  })
})

test('the verdict of a service names its worst and whether the internet leads to it', () => {
  const findings = [finding('a', family), finding('b', family, 'low')]
  expect(serviceVerdict({ path, findings })).toBe('api: 1 critical open, on a path from the internet')
  expect(serviceVerdict({ path: { ...path, service: { ...service, exposed: false } }, findings: [] })).toBe(
    'api: nothing open, no path from the internet was seen',
  )
})
