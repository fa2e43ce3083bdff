import type { Severity } from '#lib/checks/result.ts'
import type { Status } from '#lib/engine/outcome.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'

/**
 * open        failing in use, not under exception
 * new         opened by the latest scan of its account, if that scan can be compared with the one before
 * regressed   reopened by the latest scan of its account, likewise
 * unknown     could not be judged, and why
 * excepted    failing, under an approved exception
 * resolved    resolved in the last 30 days (or `resolvedWithinDays`)
 * registered  failing only in revisions that nothing uses: the list to deregister
 */
export const findingTabs = ['open', 'new', 'regressed', 'unknown', 'excepted', 'resolved', 'registered'] as const
export type FindingTab = (typeof findingTabs)[number]

export const triages = ['new', 'in_progress', 'done'] as const
export type Triage = (typeof triages)[number]

export const findingSorts = ['priority', 'severity', 'first-seen', 'account', 'resource'] as const
export type FindingSort = (typeof findingSorts)[number]

/** What narrows a list of findings. Absent fields narrow nothing; values of one field are alternatives. */
export interface FindingFilter {
  tab: FindingTab
  accounts?: readonly string[]
  regions?: readonly string[]
  pillars?: readonly string[]
  checks?: readonly string[]
  severities?: readonly Severity[]
  /** What the latest scan says of the subject; `gone` when it no longer exists. */
  statuses?: readonly (Status | 'gone')[]
  /** `none` is a subject that is no workload. */
  usages?: readonly (Usage | 'none')[]
  triages?: readonly Triage[]
  owners?: readonly string[]
  /** Tags of the resource. All must hold; an absent value asks for the key alone. */
  tags?: readonly { key: string; value?: string }[]
  /** F-numbers: exactly these. */
  findings?: readonly string[]
  /** User id of whom they are assigned to; `none` for those that nobody has. */
  assignee?: string
  /** ARNs of services or clusters the subject belongs to. */
  services?: readonly string[]
  clusters?: readonly string[]
  /** Id of one resource (ResourceRow.id). */
  resource?: number
  exposed?: boolean
  /** First seen at least so many days ago. */
  olderThanDays?: number
  resolvedWithinDays?: number
  /** In the tab `resolved` only those of the latest scans, where these can be compared with the ones before. */
  resolvedByLatestScan?: boolean
  /** Words that must all be in the name, owner or containers of the resource; an F-number or ARN finds exactly that. */
  text?: string
  /** Checks whose title holds the words of `text`; their findings match as well. */
  textChecks?: readonly string[]
}

/**
 * Sorted by this key first; `descending` turns the whole order round. Priority and severity are one order, the worst
 * first: severity is the larger part of the priority. In the tab `resolved` it is the latest resolved first.
 */
export interface FindingOrder {
  by: FindingSort
  descending?: boolean
}
