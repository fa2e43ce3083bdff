import { z } from 'zod'
import data from './data/hipaa.json' with { type: 'json' }
import { coverageSchema, lookUp } from './requirement.ts'

const schema = z.strictObject({
  /** Our own words, never the text of the rule. */
  title: z.string(),
  coverage: coverageSchema,
  kind: z.enum(['standard', 'specification']),
  /** Addressable: implemented, or replaced or left out with a documented reason (45 CFR 164.306(d)(3)). */
  flag: z.enum(['required', 'addressable']),
  /** Id of the standard or section it belongs to. */
  parent: z.string(),
})

export type HipaaRequirement = z.infer<typeof schema> & { id: string; group: string }

/** Sections 164.308 to 164.316, with our own titles. */
export const hipaaGroups: Readonly<Record<string, string>> = data.groups

/** Standards and implementation specifications of the HIPAA Security Rule, in the rule's order. */
export const hipaaRequirements: readonly HipaaRequirement[] = Object.entries(data.requirements).map(([id, entry]) => ({
  id,
  group: id.split('(')[0] ?? id,
  ...schema.parse(entry),
}))

const byId = new Map(hipaaRequirements.map((requirement) => [requirement.id, requirement]))

/** @throws RangeError for an unknown id. */
export function hipaaRequirement(id: string): HipaaRequirement {
  return lookUp(byId, id, 'the HIPAA Security Rule')
}
