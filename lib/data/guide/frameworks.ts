import { controlsFor } from '#lib/frameworks/controls-for.ts'
import { hipaaRequirements } from '#lib/frameworks/hipaa.ts'
import { pciDssRequirements } from '#lib/frameworks/pci-dss.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { type Requirement, type RequirementStanding, requirementStandings } from '#lib/score/framework.ts'
import { readCounts } from '../posture/counts.ts'
import type { Scope } from '../posture/scope.ts'
import type { Viewer } from '../viewer.ts'

export const frameworks = ['pci-dss-4.0.1', 'hipaa'] as const
export type Framework = (typeof frameworks)[number]

/** How each requirement of a framework stands in the accounts in scope, in the framework's order. */
export async function readRequirements(
  viewer: Viewer,
  framework: Framework,
  scope: Scope = {},
): Promise<RequirementStanding[]> {
  return requirementStandings(requirementsOf(framework), await readCounts(viewer, scope))
}

function requirementsOf(framework: Framework): Requirement[] {
  const direct = recommendations.map(({ id }) => ({ id, controls: new Set(controlsFor(id)[framework].direct) }))
  const checksOf = (requirement: string) =>
    direct.flatMap(({ id, controls }) => (controls.has(requirement) ? [id] : []))
  if (framework === 'hipaa') {
    return hipaaRequirements.map(({ id, coverage }) => ({ id, coverage, isForAll: true, checks: checksOf(id) }))
  }
  return pciDssRequirements.map(({ id, coverage, appliesTo }) => ({
    id,
    coverage,
    isForAll: appliesTo === 'all',
    checks: checksOf(id),
  }))
}
