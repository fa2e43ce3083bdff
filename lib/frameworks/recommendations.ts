import { z } from 'zod'
import data from './data/recommendations.json' with { type: 'json' }

const schema = z.strictObject({
  /** Our own words. */
  title: z.string(),
  guide: z.strictObject({
    document: z.enum(['ecs-best-practices', 'ecs-development-rules']),
    section: z.string(),
    /** Page of the guide; absent for the development rules, which have none. */
    page: z.number().int().positive().optional(),
  }),
  pillar: z.enum(['networking', 'capacity', 'storage', 'deployment', 'security', 'operations']),
  /** automated and heuristic are met by a check, attestation by a person's answer. */
  mode: z.enum(['automated', 'heuristic', 'attestation']),
  /** The kind of resource the recommendation is about. */
  resource: z.string(),
  /** Of a failure, unless the check says otherwise for a case. */
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
})

export type RecommendationId = keyof typeof data
export type Recommendation = z.infer<typeof schema> & { id: RecommendationId }

export const isRecommendationId = (id: string): id is RecommendationId => Object.hasOwn(data, id)

/** Every recommendation, in the order of the catalogue: by pillar and guide section. */
export const recommendations: readonly Recommendation[] = Object.keys(data)
  .filter(isRecommendationId)
  .map((id) => ({ id, ...schema.parse(data[id]) }))

const byId = new Map<string, Recommendation>(recommendations.map((entry) => [entry.id, entry]))

/** @throws RangeError for an id that is not in the catalogue. */
export function recommendation(id: string): Recommendation {
  const entry = byId.get(id)
  if (!entry) throw new RangeError(`"${id}" is not a recommendation of the catalogue.`)
  return entry
}
