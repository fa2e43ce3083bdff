import type { Fix, Rule } from '#lib/checks/define-check.ts'

/** What reports say about a check or a question, beside its results. */
export interface CheckInfo
  extends Pick<
    Rule,
    'title' | 'failTitle' | 'pillar' | 'severity' | 'mode' | 'why' | 'guide' | 'controls' | 'actions' | 'asks'
  > {
  id: string
  fix: Rule['fix'] & Partial<Fix>
}

/** The framework ids a result may cite: those that the fact decides, not those that are context only. */
export function citedControls({ controls }: Pick<CheckInfo, 'controls'>): Record<string, string[]> {
  return {
    'pci-dss-4.0.1': controls['pci-dss-4.0.1'].direct,
    hipaa: controls.hipaa.direct,
    'nist-800-53': controls['nist-800-53'],
    'security-hub': controls['security-hub'],
  }
}
