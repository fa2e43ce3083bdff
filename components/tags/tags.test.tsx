import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { ChangeTag } from './change-tag.tsx'
import { type Severity, SeverityTag } from './severity-tag.tsx'
import { type Status, StatusTag } from './status-tag.tsx'
import { type Usage, UsageBadge } from './usage-badge.tsx'

const severities: Severity[] = ['critical', 'high', 'medium', 'low', 'info']
const statuses: Status[] = [
  'fail',
  'pass',
  'unknown',
  'not_applicable',
  'manual',
  'excepted',
  'attested',
  'running',
  'waiting',
]
const usages: Usage[] = ['running', 'desired', 'scheduled', 'registered']

const shapeOf = (markup: string) => markup.match(/<svg.*?<\/svg>/)?.[0]

describe('tags', () => {
  test('severity is said in words, not by colour alone', () => {
    expect(severities.map((severity) => spoken(<SeverityTag severity={severity} />))).toEqual([
      'Critical',
      'High',
      'Medium',
      'Low',
      'Info',
    ])
  })

  test('no two severities share a shape', () => {
    const shapes = severities.map((severity) => shapeOf(html(<SeverityTag severity={severity} />)))
    expect(new Set(shapes).size).toBe(severities.length)
  })

  test('every status says a word of its own', () => {
    const words = statuses.map((status) => spoken(<StatusTag status={status} />))
    expect(words.every((word) => word.length > 0)).toBe(true)
    expect(new Set(words).size).toBe(statuses.length)
  })

  test('fail, pass, unknown and exception differ in shape', () => {
    const shapes = (['fail', 'pass', 'unknown', 'excepted'] as const).map((status) =>
      shapeOf(html(<StatusTag status={status} />)),
    )
    expect(new Set(shapes).size).toBe(4)
  })

  test('every kind of use says its word, its tasks and its note', () => {
    expect(usages.map((usage) => spoken(<UsageBadge usage={usage} />))).toEqual([
      'running',
      'desired',
      'scheduled',
      'registered only',
    ])
    expect(spoken(<UsageBadge usage="running" count={6} />)).toBe('running 6')
    expect(spoken(<UsageBadge usage="scheduled" note="pinned" />)).toBe('scheduled, pinned')
    expect(spoken(<UsageBadge usage="desired" count={0} />)).toBe('desired 0')
  })

  test('a change is a word', () => {
    expect(spoken(<ChangeTag kind="regressed" />)).toBe('regressed')
    expect(spoken(<ChangeTag kind="plain" text="heuristic" />)).toBe('heuristic')
  })
})
