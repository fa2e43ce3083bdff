import { beforeAll, expect, test } from 'vitest'
import type { Resource } from '#lib/engine/resources.ts'
import { pool } from '../client.ts'
import { countFindings } from '../findings/facets.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf } from '../testing/scans.ts'
import { findResource } from './resource.ts'
import { countResources, listResources } from './resources.ts'
import { countServices } from './service-counts.ts'
import { readServicePath } from './service-path.ts'
import { readServiceTree } from './services.ts'

setupTestDatabase()

const arn = (rest: string) => `arn:aws:ecs:eu-west-1:${production}:${rest}`
const cluster = arn('cluster/main')
const service = arn('service/main/shop')
const family = arn('task-definition/shop')
const described = (given: Pick<Resource, 'key' | 'type' | 'name'> & Partial<Resource>): Resource => ({
  arn: given.key,
  region: 'eu-west-1',
  tags: {},
  exposed: false,
  relations: [],
  configuration: {},
  ...given,
})
const shop = described({
  key: service,
  type: 'ecs-service',
  name: 'shop',
  owner: 'web',
  environment: 'production',
  exposed: true,
  relations: [
    { kind: 'in', to: cluster },
    { kind: 'runs', to: family },
  ],
  configuration: {
    clusterArn: cluster,
    taskDefinition: `${family}:7`,
    launchType: 'FARGATE',
    desiredCount: 3,
    runningCount: 2,
  },
})
const resources = [
  described({ key: cluster, type: 'ecs-cluster', name: 'main' }),
  shop,
  described({
    key: family,
    type: 'task-definition',
    name: 'shop',
    terms: ['app', 'log-router'],
    configuration: {
      revisionsInUse: [7, 6],
      containerDefinitions: [{ name: 'app', image: 'shop:7' }, { name: 'log-router' }],
    },
  }),
]
const failing = containerOutcome('shop', 'fail', { severity: 'high' })
const role = containerOutcome('shop-task', 'pass', {
  check: 'scr-no-plaintext-env',
  region: 'global',
  services: [service],
  subject: {
    type: 'iam-role',
    id: `arn:aws:iam::${production}:role/shop`,
    name: 'shop',
    arn: `arn:aws:iam::${production}:role/shop`,
  },
})

beforeAll(async () => {
  await addTestAccount(production, 'prod')
  await scanOf([failing, role], { resources })
})

test('everything a finding can be about is a resource, described or not', async () => {
  const { rows } = await listResources(administrator, {})
  expect(rows.map(({ type, name }) => [type, name])).toEqual([
    ['ecs-cluster', 'main'],
    ['ecs-service', 'shop'],
    ['task-definition', 'shop'],
    ['iam-role', 'shop'],
  ])
  expect(await countResources(administrator, {})).toMatchObject({
    total: 4,
    byType: ['ecs-cluster', 'ecs-service', 'iam-role', 'task-definition'].map((type) => ({ type, count: 1 })),
    unowned: 1,
  })
})

test('what a service says of owner, environment and exposure holds for what it uses', async () => {
  const found = await findResource(administrator, family)
  expect(found).toMatchObject({
    owner: 'web',
    environment: 'production',
    exposed: true,
    open: { high: 1, critical: 0 },
  })
})

test('resources are found by name, container and owner, and filtered', async () => {
  const names = async (filter: Parameters<typeof listResources>[1]) =>
    (await listResources(administrator, filter)).rows.map(({ type }) => type)
  expect(await names({ text: 'log-router' })).toEqual(['task-definition'])
  expect(await names({ types: ['ecs-cluster'] })).toEqual(['ecs-cluster'])
  expect(await names({ unowned: true })).toEqual(['ecs-cluster'])
  expect(await names({ exposed: true, text: 'web' })).toEqual(['ecs-service', 'task-definition', 'iam-role'])
})

test('the page of a resource shows relations both ways, findings and what passes', async () => {
  const detail = await findResource(administrator, `${family}`)
  expect(detail?.usedBy).toEqual([
    { kind: 'runs', to: service, id: expect.any(Number), name: 'shop', type: 'ecs-service' },
  ])
  expect(detail?.findings.map(({ message }) => message)).toEqual(['shop runs as root.'])
  const ofService = await findResource(administrator, service)
  expect(ofService?.relations.map(({ kind, name }) => [kind, name])).toEqual([
    ['in', 'main'],
    ['runs', 'shop'],
  ])
  expect((await findResource(administrator, role.subject.id))?.others).toMatchObject([{ status: 'pass' }])
  expect(await findResource(administrator, detail?.id ?? 0)).toEqual(detail)
  expect(await findResource(administrator, 'nothing')).toBeUndefined()
})

test('the tree counts for clusters and services what findings lists show for them', async () => {
  const [tree] = await readServiceTree(administrator)
  expect(tree).toMatchObject({ name: 'main', open: 1, worst: 'high' })
  expect(tree?.services).toMatchObject([
    { name: 'shop', launch: 'FARGATE', desired: 3, running: 2, exposed: true, worst: 'high', open: 1 },
  ])
  expect(await countFindings(administrator, { tab: 'open', services: [service] })).toMatchObject({ count: 1 })
  expect(tree?.services[0]?.families).toMatchObject([
    {
      revisions: [7, 6],
      containers: [
        { name: 'app', image: 'shop:7', open: 1 },
        { name: 'log-router', open: 0 },
      ],
    },
  ])
})

test('services are counted by account, with accounts that have clusters alone', async () => {
  const [counted, ...others] = await countServices(administrator)
  expect(counted).toMatchObject({ account: { alias: 'prod' }, services: 1 })
  expect(others).toEqual([])
  await pool().query('update resource set gone_at = now() where key = $1', [service])
  expect(await countServices(administrator)).toMatchObject([{ account: { alias: 'prod' }, services: 0 }])
  await pool().query('update resource set gone_at = null where key = $1', [service])
})

test('a service stays in sight when its cluster could not be read', async () => {
  const { rowCount } = await pool().query('update resource set gone_at = now() where key = $1', [cluster])
  expect(rowCount).toBe(1)
  const [tree] = await readServiceTree(administrator)
  expect(tree).toMatchObject({ name: 'main', account: { alias: 'prod' }, services: [{ name: 'shop' }] })
  expect(tree?.resource).toBeUndefined()
  await pool().query('update resource set gone_at = null where key = $1', [cluster])
})

test('how a service is launched is read from its task set when others deploy it', async () => {
  const launched = async () => (await readServiceTree(administrator))[0]?.services[0]?.launch
  await pool().query(`update resource set configuration = configuration - 'launchType' || $2::jsonb where key = $1`, [
    service,
    JSON.stringify({ taskSets: [{ capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] }] }),
  ])
  expect(await launched()).toBe('FARGATE_SPOT')
  await pool().query('update resource set configuration = $2 where key = $1', [service, shop.configuration])
  expect(await launched()).toBe('FARGATE')
})

test('the path of a service has what it stands behind and the roles it assumes', async () => {
  const path = await readServicePath(administrator, (await findResource(administrator, service))?.id ?? 0)
  expect(path?.service.name).toBe('shop')
  expect(path?.reached.map(({ type, name }) => [type, name])).toEqual([
    ['ecs-cluster', 'main'],
    ['task-definition', 'shop'],
  ])
  expect(path?.reached[1]?.judged).toEqual({ pass: 0, unknown: 0 })
  expect(await readServicePath(administrator, 0)).toBeUndefined()
})

test('a resource is gone only where all of its type were found, and comes back as itself', async () => {
  const gone = async () =>
    (await pool().query('select name from resource where gone_at is not null and type = $1', ['ecs-service'])).rows
  const without = resources.filter((one) => one !== shop)
  await scanOf([failing, role], { resources: without })
  expect(await gone()).toEqual([])
  const before = await findResource(administrator, service)
  await scanOf([failing, role], { resources: without, completeTypes: ['ecs-service|eu-west-1'] })
  expect(await gone()).toEqual([{ name: 'shop' }])
  await scanOf([failing, role], { resources })
  expect(await gone()).toEqual([])
  expect((await findResource(administrator, service))?.id).toBe(before?.id)
})

test('a resource that only an outcome named is gone with its last outcome', async () => {
  await scanOf([failing], { resources, complete: ['ctr-non-root-user|eu-west-1', 'scr-no-plaintext-env|global'] })
  expect((await listResources(administrator, { types: ['iam-role'] })).rows).toEqual([])
})

test('an unchanged estate rewrites no resource', async () => {
  const places = async () => (await pool().query('select id, ctid::text from resource order by id')).rows
  await scanOf([failing], { resources })
  const before = await places()
  await scanOf([failing], { resources })
  expect(await places()).toEqual(before)
})
