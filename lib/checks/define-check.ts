import { controlsFor } from '#lib/frameworks/controls-for.ts'
import { type Recommendation, type RecommendationId, recommendation } from '#lib/frameworks/recommendations.ts'
import type { Controls } from '#lib/frameworks/topics.ts'
import type { Look } from '#lib/inventory/look.ts'
import { type SectionName, sections } from '#lib/inventory/sections.ts'
import { type KindName, type ReadsOf, subjects, type ValueOf } from '#lib/inventory/subjects/index.ts'
import type { SubjectItem, SubjectKind } from '#lib/inventory/subjects/subject.ts'
import type { Result } from './result.ts'

export interface Remedy {
  /** What to change, in one or two sentences, with the trade-off there is. */
  summary: string
  effort: 'small' | 'medium' | 'large'
}

export interface Fix extends Remedy {
  /** Commands and snippets with UPPER_CASE placeholders; the property that matters is named in each. */
  cli: string
  terraform: string
  cloudformation: string
}

/** What an author writes: metadata, prose and logic together. */
export interface CheckSpec<K extends KindName, S extends SectionName, M extends Record<string, string>> {
  id: RecommendationId
  subject: K
  /** Inventory sections read beside those the subject kind reads; undeclared ones do not compile. */
  requires: readonly S[]
  /** The verdict when it fails, in a few words: "Container runs as root". */
  failTitle: string
  /** Reasons of failure with {placeholders}; `fail` names one by its key. */
  messages: M
  /** Why it matters, in one or two sentences a service owner understands; at most 400 characters. */
  why: string
  fix: Fix
  /** Checks that can describe the same fact about the same service: the worst is scored, the others refer to it (COUNT ONCE). */
  sameFactAs?: readonly RecommendationId[]
  /** Checks that this one sums up for a service: it repeats what they say, so it is never scored beside them. */
  rollsUp?: readonly RecommendationId[]
  /** It compares its subject with what other clusters hold: a scan of some clusters alone cannot answer it. */
  comparesClusters?: true
  /**
   * For DORMANT subjects: `capped` judges and caps severity at low (configuration), `not-applicable` does not judge (metrics,
   * placement, runtime), `full` judges as always (credentials stay readable). Default capped.
   */
  dormant?: 'capped' | 'not-applicable' | 'full'
  /** Capacity and deployment checks do not apply to what AWS Batch manages. Default false. */
  skipsManaged?: boolean
  /** Failures that the catalogue lets a person answer for. */
  answerable?: Answerable<Extract<keyof M, string>>
  /** Ids this check had before; findings keep their life across a rename. */
  aliases?: readonly string[]
  evaluate(
    value: ValueOf<K>,
    look: Look<NoInfer<S> | ReadsOf<K>>,
    item: SubjectItem<ValueOf<K>>,
  ): Result<Extract<keyof M, string>>
}

/** A check or a question, as the engine runs it and the reports name it. */
export interface Rule extends Pick<Recommendation, 'title' | 'guide' | 'pillar' | 'mode' | 'severity'> {
  id: RecommendationId
  failTitle: string
  messages: Readonly<Record<string, string>>
  why: string
  fix: Remedy
  controls: Controls
  sameFactAs: readonly RecommendationId[]
  rollsUp?: readonly RecommendationId[]
  comparesClusters?: true
  dormant: 'capped' | 'not-applicable' | 'full'
  skipsManaged: boolean
  aliases: readonly string[]
  kind: SubjectKind<unknown, SectionName>
  kindName: KindName
  /** All sections that feed it, and the AWS actions behind them. */
  sections: readonly SectionName[]
  actions: readonly string[]
  /** Of a question: what a person is asked to sign. */
  asks?: Attestation
  answerable?: Answerable<string>
  evaluate(value: unknown, look: Look<SectionName>, item: SubjectItem<unknown>): Result
}

/** A failure that stands unless a person signs this statement; only when all its reasons are these messages. */
export interface Answerable<Message extends string> {
  messages: readonly Message[]
  statement: string
}

/** What a person signs, with what proof, and for how long. */
export interface Attestation {
  /** The statement, in the words that are signed. */
  statement: string
  /** What counts as evidence, one kind each. */
  accepts: readonly string[]
  /** Days an answer holds; `validDaysForProviders` where the organization is a service provider (policy.serviceProvider). */
  validDays: number
  validDaysForProviders?: number
  /** Changes that end an answer before its time. */
  endsEarly: readonly string[]
  /** Sections whose facts are shown beside the question; a gap there hides a fact, never the question. */
  shows: readonly SectionName[]
}

/** A check as the screens see it: it can say what to type. */
export interface Check extends Rule {
  fix: Fix
}

/**
 * Makes a check from its specification. Title, pillar, mode, severity, guide place and the controls it may cite come from
 * the catalogue's data (lib/frameworks).
 */
export function defineCheck<K extends KindName, const S extends SectionName, const M extends Record<string, string>>(
  spec: CheckSpec<K, S, M>,
): Check {
  return {
    ...spec,
    ...fromCatalogue(spec.id),
    ...feeding(spec.subject, spec.requires),
    sameFactAs: spec.sameFactAs ?? [],
    dormant: spec.dormant ?? 'capped',
    skipsManaged: spec.skipsManaged ?? false,
    aliases: spec.aliases ?? [],
    evaluate: spec.evaluate as Check['evaluate'],
  }
}

/** What the catalogue says of a recommendation. */
export function fromCatalogue(
  id: RecommendationId,
): Pick<Rule, 'title' | 'guide' | 'pillar' | 'mode' | 'severity' | 'controls'> {
  const { title, guide, pillar, mode, severity } = recommendation(id)
  return { title, guide, pillar, mode, severity, controls: controlsFor(id) }
}

/** The subject kind, the sections read beside it, and the AWS actions behind them. */
export function feeding(
  kindName: KindName,
  requires: readonly SectionName[],
): Pick<Rule, 'kind' | 'kindName' | 'sections' | 'actions'> {
  // The kind's value type and the author's are the same by construction; the erased form is what the engine loops over.
  const kind = subjects[kindName] as unknown as SubjectKind<unknown, SectionName>
  const read = [...new Set<SectionName>([...kind.reads, ...requires])]
  const fed = [...read, ...(kind.apart ?? []), ...(kind.context ?? [])].flatMap((section) => sections[section].actions)
  return { kind, kindName, sections: read, actions: [...new Set(fed)].toSorted() }
}
