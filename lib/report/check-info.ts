import type { Check } from '#lib/checks/define-check.ts'

/** What reports say about a check, beside its results. */
export interface CheckInfo
  extends Pick<
    Check,
    'title' | 'failTitle' | 'pillar' | 'severity' | 'mode' | 'why' | 'fix' | 'guide' | 'controls' | 'actions'
  > {
  id: string
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
