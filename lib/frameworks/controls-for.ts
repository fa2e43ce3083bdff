import { z } from 'zod'
import table from './data/recommendation-topics.json' with { type: 'json' }
import { recommendation } from './recommendations.ts'
import { type Controls, controls, isTopicId, type TopicId } from './topics.ts'

const topicsById: ReadonlyMap<string, readonly TopicId[]> = new Map(
  Object.entries(
    z.record(z.string(), z.array(z.custom<TopicId>((id) => typeof id === 'string' && isTopicId(id)))).parse(table),
  ),
)

/**
 * The topics a recommendation is about; empty where no framework control speaks of it (cost, start-up time ...).
 * @throws RangeError for an id that is not in the catalogue.
 */
export function topicsFor(id: string): readonly TopicId[] {
  return topicsById.get(recommendation(id).id) ?? []
}

/**
 * The framework ids a finding of this recommendation may cite.
 * @throws RangeError for an id that is not in the catalogue.
 */
export function controlsFor(id: string): Controls {
  return controls(...topicsFor(id))
}
