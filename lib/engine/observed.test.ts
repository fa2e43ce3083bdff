import { describe, expect, test } from 'vitest'
import { observedPart } from './observed.ts'
import { fingerprint, type Outcome } from './outcome.ts'
import type { Stored, StoredSubject } from './reconcile.ts'

const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/main'
const other = 'arn:aws:ecs:eu-west-1:111122223333:cluster/other'
const web = 'arn:aws:ecs:eu-west-1:111122223333:service/main/web'
const api = 'arn:aws:ecs:eu-west-1:111122223333:service/main/api'
const family = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web'

const container: StoredSubject = {
  region: 'eu-west-1',
  type: 'container',
  id: `${family}#app`,
  services: [web],
  clusters: [cluster],
}
const wholeCluster = { clusters: new Set([cluster]) }
const oneService = { ...wholeCluster, services: new Set([web]) }

function outcomeOf({ region, type, id, services, clusters }: StoredSubject): Outcome {
  const none = { reasons: [], hints: [], evidence: [], gaps: [] }
  const subject = { type, id, name: id }
  const facts = { check: 'a-check', account: '111122223333', severity: 'high', confidence: 'certain' } as const
  return { ...facts, ...none, region, subject, services, clusters, status: 'pass', fingerprint: id }
}

const storedOf = (...subjects: StoredSubject[]): Stored => ({
  outcomes: new Map(
    subjects.map((subject) => [subject.id, { check: 'a-check', region: subject.region, hash: 'h', subject }]),
  ),
  findings: new Map(),
})

const storedFinding = (subject: StoredSubject): Stored['findings'] =>
  new Map([
    [
      subject.id,
      {
        check: 'a-check',
        region: subject.region,
        state: 'open',
        status: 'fail',
        priority: 1,
        verdict: '',
        facts: '',
        subject,
      },
    ],
  ])

function observe(
  extent: Parameters<typeof observedPart>[0],
  seen: StoredSubject[],
  stored: Stored,
  checks: { id: string; aliases: string[] }[] = [],
) {
  const complete = new Set(['a-check|eu-west-1', 'a-check|global'])
  const evaluation = { outcomes: seen.map(outcomeOf), complete }
  const observed = observedPart(
    extent,
    { evaluation, resources: { resources: [], complete: new Set() }, checks },
    stored,
  )
  const gone = [...stored.outcomes].filter(([fingerprint, row]) => observed.mayBeGone(fingerprint, row))
  return { told: observed.evaluation.outcomes.map(({ fingerprint }) => fingerprint), gone: gone.map(([id]) => id) }
}

const sidecar = { ...container, id: `${family}#sidecar` }
const service: StoredSubject = { ...container, type: 'ecs-service', id: web }
const role: StoredSubject = { ...container, type: 'iam-role', id: 'arn:role', region: 'global' }

describe.each([
  ['a cluster', wholeCluster],
  ['a service', oneService],
])('a scan of %s', (_, extent) => {
  test('speaks of what belongs to it alone', () => {
    expect(observe(extent, [container], storedOf(container))).toEqual({ told: [container.id], gone: [] })
  })

  test('opens what is new in it', () => {
    expect(observe(extent, [container], storedOf()).told).toEqual([container.id])
  })

  test('does not judge what others share, though it does not see them', () => {
    const shared = { ...container, services: [web, 'arn:other'], clusters: [cluster, other] }
    expect(observe(extent, [container], storedOf(shared))).toEqual({ told: [], gone: [] })
  })

  test('does not judge what others share though the last scan that saw it could not see them', () => {
    const shared = { ...container, services: [web, api], clusters: [cluster, other] }
    const findings = storedFinding(shared)
    expect(observe(extent, [container], { ...storedOf(container), findings })).toEqual({ told: [], gone: [] })
  })

  test('does not judge what others share under the name that its check had before', () => {
    const shared = { ...container, services: [web, api], clusters: [cluster, other] }
    const before = fingerprint('111122223333', 'eu-west-1', 'old-check', container.id)
    const outcomes = new Map([[before, { check: 'old-check', region: 'eu-west-1', hash: 'h', subject: shared }]])
    const checks = [{ id: 'a-check', aliases: ['old-check'] }]
    expect(observe(extent, [container], { outcomes, findings: new Map() }, checks)).toEqual({ told: [], gone: [] })
  })

  test('leaves account-wide subjects to scans of the whole', () => {
    expect(observe(extent, [role], storedOf(role))).toEqual({ told: [], gone: [] })
  })

  test('knows that a container is gone from a family that it judged', () => {
    expect(observe(extent, [container], storedOf(container, sidecar)).gone).toEqual([sidecar.id])
  })

  test('does not know that a family is gone: it may be registered still', () => {
    expect(observe(extent, [], storedOf(container)).gone).toEqual([])
  })

  test('knows that a service of it is gone', () => {
    expect(observe(extent, [], storedOf(service)).gone).toEqual([web])
  })
})

test('a scan of a service says nothing of the cluster, of its neighbours and of families that also run without a service', () => {
  const clusterItself = { ...container, type: 'ecs-cluster', id: cluster, services: [] }
  const neighbour = { ...container, type: 'ecs-service', id: api, services: [api] }
  const task = { ...container, type: 'ecs-task', id: `${cluster}#web`, services: [] }
  const stored = storedOf(clusterItself, neighbour, container, task)
  expect(observe(oneService, [clusterItself, neighbour, container], stored)).toEqual({ told: [], gone: [] })
})

test('a scan of some regions speaks of all in them, and of nothing that is account-wide', () => {
  const shared = { ...container, services: [], clusters: [] }
  expect(observe({}, [shared, role], storedOf(shared, role, sidecar))).toEqual({
    told: [shared.id],
    gone: [shared.id, sidecar.id],
  })
})
