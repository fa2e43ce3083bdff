import type { RecommendationId } from '#lib/frameworks/recommendations.ts'
import type { Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { KindName, ReadsOf, ValueOf } from '#lib/inventory/subjects/index.ts'
import type { SubjectItem } from '#lib/inventory/subjects/subject.ts'
import { type Attestation, feeding, fromCatalogue, type Remedy, type Rule } from './define-check.ts'
import { needsAttestation, type Result } from './result.ts'

type Facts<K extends KindName, S extends SectionName> = (
  value: ValueOf<K>,
  look: Look<NoInfer<S> | ReadsOf<K>>,
) => readonly Evidence[]

/** What an author writes: what only a person can tell, who is asked, and what helps them to answer. */
export interface QuestionSpec<K extends KindName, S extends SectionName, P extends SectionName>
  extends Pick<Attestation, 'statement' | 'accepts' | 'validDays' | 'validDaysForProviders'> {
  id: RecommendationId
  subject: K
  /** Sections read beside the subject's own to tell whether it is asked. */
  requires: readonly S[]
  endsEarly?: readonly string[]
  why: string
  fix: Remedy
  /** What AWS Batch manages is not asked about capacity. Default false. */
  skipsManaged?: boolean
  /** Answers without a person where that can be told: not applicable, passed by evidence, or only a part of it asked. */
  known?(
    value: ValueOf<K>,
    look: Look<NoInfer<S> | ReadsOf<K>>,
    item: SubjectItem<ValueOf<K>>,
  ): Result<never> | undefined
  /** Facts shown beside the question, each from the sections in `shows`; one that meets a gap is left out. */
  facts?: readonly Facts<K, S | P>[]
  /** What an answer to the statement speaks of, each from the sections in `shows`: something new in it ends the answer early. */
  covers?: readonly ((value: ValueOf<K>, look: Look<NoInfer<S | P> | ReadsOf<K>>) => readonly string[])[]
  shows?: readonly P[]
}

/** A question as the engine, the screens and the reports see it. */
export interface Question extends Rule {
  asks: Attestation
}

/**
 * Makes a question from its specification. For every subject in scope its outcome is `manual` with the statement as its
 * reason and the facts as evidence, until a person's answer is recorded.
 */
export function defineQuestion<K extends KindName, const S extends SectionName, const P extends SectionName = never>(
  spec: QuestionSpec<K, S, P>,
): Question {
  const {
    id,
    statement,
    accepts,
    validDays,
    validDaysForProviders,
    endsEarly = [],
    shows = [],
    known,
    facts = [],
    covers = [],
  } = spec
  const ask = (value: ValueOf<K>, look: Look<S | P | ReadsOf<K>>, item: SubjectItem<ValueOf<K>>): Result<never> => {
    const answer = known?.(value, look, item)
    if (answer && answer.status !== 'manual') return answer
    const shown = facts.flatMap((fact) => ifKnown(() => fact(value, look)) ?? [])
    if (answer) return needsAttestation(answer.question, shown, { ifYes: answer.ifYes, covers: answer.covers })
    const covered = covers.flatMap((part) => ifKnown(() => part(value, look)) ?? [])
    return needsAttestation(statement, shown, covered.length > 0 ? { covers: [...new Set(covered)].toSorted() } : {})
  }
  return {
    id,
    ...fromCatalogue(id),
    ...feeding(spec.subject, spec.requires),
    why: spec.why,
    fix: spec.fix,
    asks: { statement, accepts, validDays, validDaysForProviders, endsEarly, shows },
    failTitle: 'Answered with no',
    messages: {},
    sameFactAs: [],
    dormant: 'full',
    skipsManaged: spec.skipsManaged ?? false,
    aliases: [],
    evaluate: ask as Rule['evaluate'],
  }
}
