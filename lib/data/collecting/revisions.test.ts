import { beforeEach, describe, expect, test } from 'vitest'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { deleteAccount } from '../accounts.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestAccount, administrator, production, staging } from '../testing/scans.ts'
import { countRevisions, keepRevisions, readRevisions } from './revisions.ts'

setupTestDatabase()
beforeEach(() => pool().query('truncate task_definition_revision, revision_count'))

const shelf = { account: production, detectors: '1-key' }
const prefix = `arn:aws:ecs:us-east-1:${production}:task-definition/`
const revision = (family: string, number: number, over: Partial<TaskDefinition> = {}): TaskDefinition => ({
  taskDefinitionArn: `${prefix}${family}:${number}`,
  family,
  revision: number,
  status: 'ACTIVE',
  requiresCompatibilities: [],
  compatibilities: [],
  placementConstraints: [],
  containerDefinitions: [],
  volumes: [],
  tags: [],
  ...over,
})
const many = Array.from({ length: 1200 }, (_, index) => revision('many', index + 1))

test('what was kept comes back to the letter, in the order of its fields', async () => {
  const tags = [{ key: 'hostile', value: 'a\u0000b "quoted" \\u0000 \u2028' }]
  const kept = [revision('web', 1, { tags }), revision('web', 2)]
  await keepRevisions(shelf, kept)
  const found = await readRevisions(shelf, [`${prefix}web:1`, `${prefix}web:2`, `${prefix}web:3`])
  expect(JSON.stringify([...found.values()])).toBe(JSON.stringify(kept))
})

test('more than one statement takes are kept and found', async () => {
  await keepRevisions(shelf, many)
  const found = await readRevisions(
    shelf,
    many.map(({ taskDefinitionArn }) => taskDefinitionArn),
  )
  expect(found.size).toBe(many.length)
})

describe('revisions are unread', () => {
  test('to detectors of another version or with another key, which then replace them', async () => {
    await keepRevisions(shelf, [revision('web', 1)])
    const newer = { ...shelf, detectors: '2-key' }
    expect((await readRevisions(newer, [`${prefix}web:1`])).size).toBe(0)
    await keepRevisions(newer, [revision('web', 1)])
    expect((await readRevisions(newer, [`${prefix}web:1`])).size).toBe(1)
    expect((await readRevisions(shelf, [`${prefix}web:1`])).size).toBe(0)
  })

  test('in another account', async () => {
    await keepRevisions(shelf, [revision('web', 1)])
    expect((await readRevisions({ ...shelf, account: staging }, [`${prefix}web:1`])).size).toBe(0)
  })
})

test('two workers that keep the same revisions at once both succeed', async () => {
  await Promise.all([keepRevisions(shelf, many), keepRevisions(shelf, many.toReversed())])
  const { rows } = await pool().query('select count(*)::int as count from task_definition_revision')
  expect(rows).toEqual([{ count: many.length }])
})

test('only ACTIVE revisions are counted, and read only what the present detectors have read', async () => {
  await keepRevisions(shelf, [revision('web', 1), revision('web', 2), revision('web', 3), revision('gone', 1)])
  await keepRevisions({ ...shelf, detectors: '0-key' }, [revision('api', 1)])
  const families = [
    { family: 'web', activeRevisions: [2, 3, 4] },
    { family: 'api', activeRevisions: [1] },
  ]
  const region = 'us-east-1'
  expect(await countRevisions(shelf, { region, prefix, families })).toEqual({ registered: 4, read: 2 })
  expect(await countRevisions(shelf, { region, prefix, families: [] })).toEqual({ registered: 0, read: 0 })
})

test('an account that is deleted takes its revisions along', async () => {
  await addTestAccount(production, 'prod')
  await keepRevisions(shelf, [revision('web', 1)])
  await countRevisions(shelf, { region: 'us-east-1', prefix, families: [] })
  await deleteAccount(administrator, production)
  const { rows } = await pool().query(
    'select (select count(*)::int from task_definition_revision) as kept, (select count(*)::int from revision_count) as counts',
  )
  expect(rows).toEqual([{ kept: 0, counts: 0 }])
})
