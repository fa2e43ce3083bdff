import { z } from 'zod'
import data from './data/pci-dss.json' with { type: 'json' }
import { coverageSchema, lookUp } from './requirement.ts'

const schema = z.strictObject({
  /** Our own words, never the text of the standard. */
  title: z.string(),
  coverage: coverageSchema,
  /**
   * Who or what the requirement is for: all entities; service providers (sp), multi-tenant ones (mt); components that hold
   * account data (chd); public web applications (web); issuers; the customised approach (custom); card readers (poi).
   */
  appliesTo: z.enum(['all', 'sp', 'mt', 'chd', 'web', 'issuer', 'custom', 'poi']),
  /** ISO date since which it, or one element of it, must be met; absent: from the start of version 4. */
  mandatorySince: z.iso.date().optional(),
  partlyMandatorySince: z.iso.date().optional(),
  supersededBy: z.string().optional(),
})

export type PciDssRequirement = z.infer<typeof schema> & { id: string; group: string }

/** The principal requirements 1 to 12 and appendix A1, with our own titles. */
export const pciDssGroups: Readonly<Record<string, string>> = data.groups

/** Requirements of PCI DSS 4.0.1 that bear on an ECS estate, in the standard's order. */
export const pciDssRequirements: readonly PciDssRequirement[] = Object.entries(data.requirements).map(
  ([id, entry]) => ({
    id,
    group: id.split('.')[0] ?? id,
    ...schema.parse(entry),
  }),
)

const byId = new Map(pciDssRequirements.map((requirement) => [requirement.id, requirement]))

/** @throws RangeError for an unknown id. */
export function pciDssRequirement(id: string): PciDssRequirement {
  return lookUp(byId, id, 'PCI DSS 4.0.1')
}
