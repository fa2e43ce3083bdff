import { describe, expect, test } from 'vitest'
import type { RecommendationSubject } from '#lib/data/guide/subjects.ts'
import { groupSubjects, splitSubjects, unknownCauses } from './subject-lists.ts'

function subject(name: string, given: Partial<RecommendationSubject> = {}): RecommendationSubject {
  return {
    id: name,
    fingerprint: name,
    status: 'fail',
    severity: 'high',
    subject: { type: 'container', id: name, name },
    resource: 1,
    account: { id: '111122223333', alias: 'prod' },
    region: 'eu-west-1',
    usage: 'running',
    message: 'It cannot be told.',
    hints: [],
    gaps: [],
    services: [],
    excepted: false,
    countedIn: false,
    ...given,
  }
}

const names = (subjects: readonly RecommendationSubject[]) => subjects.map(({ id }) => id)

describe('subjects', () => {
  test('that are excepted, scored elsewhere or not in use are not among the failing', () => {
    const lists = splitSubjects([
      subject('open'),
      subject('excepted', { excepted: true }),
      subject('elsewhere', { countedIn: true }),
      subject('old', { usage: 'registered' }),
      subject('fine', { status: 'pass' }),
    ])
    expect(Object.entries(lists).map(([list, own]) => [list, names(own)])).toEqual([
      ['fail', ['open']],
      ['unknown', []],
      ['manual', []],
      ['pass', ['fine']],
      ['not_applicable', []],
      ['excepted', ['excepted']],
      ['registered', ['old']],
      ['counted', ['elsewhere']],
    ])
  })

  test('without an owner come last', () => {
    const groups = groupSubjects(
      [subject('a'), subject('b', { owner: 'zoo' }), subject('c', { owner: 'ark' })],
      'owner',
    )
    expect(groups.map(({ title, subjects }) => [title, names(subjects)])).toEqual([
      ['ark', ['c']],
      ['zoo', ['b']],
      ['No owner tag', ['a']],
    ])
  })

  test('are grouped by all services that use them, by name', () => {
    const services = ['arn:aws:ecs:eu-west-1:1:service/pay/web', 'arn:aws:ecs:eu-west-1:1:service/pay/api']
    expect(groupSubjects([subject('a', { services })], 'service').map(({ title }) => title)).toEqual(['api, web'])
  })
})

test('unknowns name the denied call once with all that it hides, the most frequent first', () => {
  const gap = {
    action: 'ecr:BatchGetImage',
    region: 'us-east-1',
    reason: 'denied',
    errorCode: 'AccessDeniedException',
  } as const
  const causes = unknownCauses([
    subject('c', { status: 'unknown' }),
    subject('b', { status: 'unknown', gaps: [gap] }),
    subject('a', { status: 'unknown', gaps: [{ ...gap, region: 'eu-west-1' }] }),
  ])
  expect(causes).toEqual([
    {
      action: 'ecr:BatchGetImage',
      cause: 'AccessDeniedException',
      regions: ['eu-west-1', 'us-east-1'],
      denied: true,
      names: ['a', 'b'],
    },
    { cause: 'It cannot be told.', regions: [], denied: false, names: ['c'] },
  ])
})
