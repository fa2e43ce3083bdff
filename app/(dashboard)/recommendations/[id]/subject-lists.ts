import type { Standing } from '#lib/data/guide/standings.ts'
import type { RecommendationSubject } from '#lib/data/guide/subjects.ts'

/** The lists that the subjects of a check fall into, as the score counts them. */
export const subjectLists = [
  'fail',
  'unknown',
  'manual',
  'pass',
  'not_applicable',
  'excepted',
  'registered',
  'counted',
] as const
export type SubjectList = (typeof subjectLists)[number]

export const groupings = ['owner', 'service', 'account'] as const
export type Grouping = (typeof groupings)[number]

/** Every subject is in exactly one list: what is scored elsewhere, not in use or under exception is in none of the others. */
export function splitSubjects(
  subjects: readonly RecommendationSubject[],
): Record<SubjectList, RecommendationSubject[]> {
  const lists = Map.groupBy(subjects, listOf)
  const get = (list: SubjectList) => lists.get(list) ?? []
  return {
    fail: get('fail'),
    unknown: get('unknown'),
    manual: get('manual'),
    pass: get('pass'),
    not_applicable: get('not_applicable'),
    excepted: get('excepted'),
    registered: get('registered'),
    counted: get('counted'),
  }
}

function listOf({ countedIn, usage, excepted, status }: RecommendationSubject): SubjectList {
  if (countedIn) return 'counted'
  if (usage === 'registered') return 'registered'
  if (excepted && status !== 'not_applicable') return 'excepted'
  return status
}

/** How many there are of each; a list itself may be cut. */
export function sizesOf(
  standing: Standing,
  lists: Readonly<Record<SubjectList, readonly unknown[]>>,
): Record<SubjectList, number> {
  return {
    fail: standing.fail,
    unknown: standing.unknown + standing.waiting,
    manual: standing.manual,
    pass: standing.pass,
    not_applicable: standing.notApplicable,
    excepted: standing.excepted,
    registered: Math.max(standing.registered, lists.registered.length),
    counted: lists.counted.length,
  }
}

export interface SubjectGroup {
  title: string
  subjects: RecommendationSubject[]
}

/** Groups by name; those without an owner or service come last. */
export function groupSubjects(subjects: readonly RecommendationSubject[], by: Grouping): SubjectGroup[] {
  const groups = Map.groupBy(subjects, (subject) => keyOf(subject, by) ?? '')
  return [...groups]
    .map(([key, own]) => ({ key, title: key === '' ? missing[by] : key, subjects: own }))
    .toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || (a.key < b.key ? -1 : 1))
    .map(({ title, subjects: own }) => ({ title, subjects: own }))
}

const missing: Record<Grouping, string> = {
  owner: 'No owner tag',
  service: 'No service',
  account: 'No account',
}

function keyOf({ owner, services, account }: RecommendationSubject, by: Grouping): string | undefined {
  if (by === 'owner') return owner
  if (by === 'account') return account.alias
  const names = services.map((arn) => arn.slice(arn.lastIndexOf('/') + 1))
  return names.length > 0 ? [...new Set(names)].toSorted().join(', ') : undefined
}

export interface UnknownCause {
  /** The call that did not answer; absent where the check itself cannot tell. */
  action?: string
  /** Why: "AccessDeniedException", or what the check says. */
  cause: string
  /** Where the call did not answer. */
  regions: string[]
  denied: boolean
  names: string[]
}

/** Why subjects are unknown, the most frequent cause first. */
export function unknownCauses(subjects: readonly RecommendationSubject[]): UnknownCause[] {
  const causes = subjects.flatMap(causesOf)
  return [...Map.groupBy(causes, ({ action, cause }) => `${action ?? ''}|${cause}`).values()]
    .flatMap(([first, ...others]) => {
      if (!first) return []
      const both = [first, ...others]
      return {
        ...first,
        names: [...new Set(both.flatMap(({ names }) => names))].toSorted(),
        regions: [...new Set(both.flatMap(({ regions }) => regions))].toSorted(),
      }
    })
    .toSorted((a, b) => b.names.length - a.names.length)
}

function causesOf({ gaps, message, subject }: RecommendationSubject): UnknownCause[] {
  const names = [subject.name]
  if (gaps.length === 0) return [{ cause: message, denied: false, names, regions: [] }]
  return gaps.map(({ action, region, reason, errorCode }) => ({
    action,
    cause: errorCode ?? reason,
    regions: [region],
    denied: reason === 'denied',
    names,
  }))
}
