import type { Controls } from '#lib/frameworks/topics.ts'

/** The controls a finding touches, per framework; frameworks without one are left out. Context-only ones are not shown. */
export function controlFacts(controls: Controls): { term: string; value: string }[] {
  return [
    { term: 'PCI DSS 4.0.1', ids: controls['pci-dss-4.0.1'].direct },
    { term: 'HIPAA', ids: controls.hipaa.direct },
    { term: 'NIST 800-53', ids: controls['nist-800-53'] },
    { term: 'Security Hub', ids: controls['security-hub'] },
  ].flatMap(({ term, ids }) => (ids.length > 0 ? [{ term, value: ids.join(', ') }] : []))
}
