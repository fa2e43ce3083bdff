import type { Role } from '#lib/data/viewer.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

export const pillars = ['networking', 'capacity', 'storage', 'deployment', 'security', 'operations'] as const
export type Pillar = (typeof pillars)[number]

export const pillarWords: Readonly<Record<Pillar, string>> = {
  networking: 'Networking',
  capacity: 'Capacity',
  storage: 'Storage',
  deployment: 'Deployment',
  security: 'Security',
  operations: 'Operations',
}

const isPillar = (name: string): name is Pillar => Object.hasOwn(pillarWords, name)

/** "Security" for "security". */
export function pillarWord(pillar: string): string {
  return isPillar(pillar) ? pillarWords[pillar] : pillar
}

export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer',
  auditor: 'Auditor',
  operator: 'Operator',
  admin: 'Administrator',
}

/** How a recommendation is covered. */
export const modeWords: Readonly<Record<Recommendation['mode'], string>> = {
  automated: 'Automated',
  heuristic: 'Heuristic',
  attestation: 'Attestation',
}

export const effortWords = { small: 'Small', medium: 'Medium', large: 'Large' } as const

/** The statement that lets a role make one call, to paste into its policy. */
export function policyLine(action: string): string {
  return `{ "Effect": "Allow", "Action": "${action}", "Resource": "*" }`
}
