import type { Gap } from '../inventory.ts'
import { type Look, MissingEvidence } from '../look.ts'
import type { SectionName } from '../sections.ts'

/** Strongest first: what keeps a subject in use. `registered` only is outside the score. */
export const usages = ['running', 'desired', 'scheduled', 'registered'] as const
export type Usage = (typeof usages)[number]

interface SubjectBase {
  /** Stable key (architecture.md, "Findings, scores"): no revision, no instance id, no task id. */
  id: string
  type: string
  name: string
  arn?: string
  /** Which item of the subject this is: `payments-api:57`, an instance id, a digest. */
  part?: string
  usage?: Usage
  /** DORMANT: nothing wanted, nothing running, nothing that could start it. */
  dormant?: boolean
  /** Owned by AWS Batch: capacity and deployment checks do not apply. */
  managed?: boolean
  /** Services and clusters this subject belongs to, by ARN; for scores per service and cluster. */
  services: readonly string[]
  clusters: readonly string[]
}

/**
 * One thing a check judges. Several items with the same `id` (revisions in use, hosts of a group, digests of a
 * repository) are one subject: each is evaluated, the worst outcome counts and its evidence names the `part`.
 * An item that is known to exist but could not be read carries the gaps instead of a value; one that no call of this account
 * can read says why in a sentence.
 */
export type SubjectItem<T> = SubjectBase &
  ({ value: T; unread?: undefined } | { unread: readonly Gap[]; outOfSight?: string })

/** A kind of subject: how to find all of them in one region, and which gaps can hide some. */
export interface SubjectKind<T, S extends SectionName> {
  type: string
  /** Account-wide kinds are found once, over all regions, with region `global`. */
  global?: true
  /** Sections read to find subjects and to know how they are used. */
  reads: readonly S[]
  /** Sections of subjects that stand apart: a gap there hides or blinds those alone, as `concerns` tells. */
  apart?: readonly S[]
  /** Sections that only tell whether a subject sleeps: a gap there hides no subject and blinds no verdict. */
  context?: readonly S[]
  /** Everything provably there. Reads with `seen`, so that a gap never hides what is known. */
  find(look: Look<S>): readonly SubjectItem<T>[]
  /** Whether a gap in `reads` or `apart` can change the verdict on this subject. Absent: every gap can. */
  concerns?(gap: Gap, item: SubjectItem<T>): boolean
}

/** A gap that hides something of one subject leaves the others readable. */
export function reading<T>(base: Omit<SubjectItem<T>, 'value' | 'unread'>, read: () => SubjectItem<T>): SubjectItem<T> {
  try {
    return read()
  } catch (error) {
    if (error instanceof MissingEvidence) return { ...base, unread: error.gaps }
    throw error
  }
}

/** The strongest of several usages; `registered` without any. */
export function strongestUsage(found: readonly Usage[]): Usage {
  return usages.find((usage) => found.includes(usage)) ?? 'registered'
}
