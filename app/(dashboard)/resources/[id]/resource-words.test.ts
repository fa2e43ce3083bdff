import { describe, expect, test } from 'vitest'
import type { ResourceDetail } from '#lib/data/estate/resource.ts'
import { exposureBadges, relationWords, verdictOf } from './resource-words.ts'
import { withDocuments } from './with-documents.ts'

const resource: ResourceDetail = {
  id: 1,
  key: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api',
  type: 'task-definition',
  name: 'api',
  account: { id: '111122223333', alias: 'prod' },
  region: 'eu-west-1',
  exposed: false,
  open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  tags: {},
  relations: [],
  usedBy: [],
  firstSeen: '2026-11-22T08:00:00.000Z',
  changedAt: '2026-11-22T08:00:00.000Z',
  findings: [],
  others: [],
}

describe('a resource', () => {
  test('says how many findings of which severity are open', () => {
    const open = { critical: 1, high: 0, medium: 4, low: 0, info: 0 }
    expect(verdictOf({ ...resource, open })).toBe('api: 1 critical, 4 medium open')
    expect(verdictOf(resource)).toBe('api: nothing open')
    expect(verdictOf({ ...resource, open, goneAt: resource.changedAt })).toBe('api is gone')
  })

  test('names what exposes it: the internet, privileged containers and secrets', () => {
    const configuration = {
      containerDefinitions: [
        { privileged: true, secrets: [{}, {}] },
        { privileged: false, secrets: [{}] },
      ],
    }
    expect(exposureBadges({ ...resource, exposed: true, configuration })).toEqual([
      'on a path from the internet',
      '1 privileged container',
      'reads 3 secrets',
    ])
    expect(exposureBadges({ ...resource, configuration: { containerDefinitions: 'odd' } })).toEqual([])
  })

  test('reads its relations in both directions, unknown ones as they are named', () => {
    expect([relationWords('runs', 'uses'), relationWords('runs', 'used'), relationWords('feeds', 'used')]).toEqual([
      'runs',
      'runs it',
      'feeds',
    ])
  })
})

test('a policy given as text becomes JSON, broken text stays text', () => {
  expect(withDocuments({ list: [{ Document: '{"Version":"2012-10-17"}' }], text: '{not json', count: 1 })).toEqual({
    list: [{ Document: { Version: '2012-10-17' } }],
    text: '{not json',
    count: 1,
  })
})
