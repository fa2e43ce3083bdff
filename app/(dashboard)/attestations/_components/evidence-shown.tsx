import { Section } from '#components/page/section.tsx'
import type { Asked } from '#lib/data/attestations/sign.ts'

/** What a scan saw that helps to answer, and what the answer is bound to. */
export function EvidenceShown({ evidence, covers }: Pick<Asked, 'evidence' | 'covers'>) {
  if (evidence.length === 0 && covers.length === 0) return null
  return (
    <Section id="facts" title="What the scan saw">
      <ul className="mono max-w-prose text-sm wrap-anywhere text-ink-2">
        {evidence.map((one) => (
          <li key={`${one.section} ${one.resource} ${one.path}`}>
            {one.path}: {typeof one.value === 'string' ? one.value : JSON.stringify(one.value)}
          </li>
        ))}
      </ul>
      {covers.length > 0 && (
        <details className="mt-2">
          <summary className="text-sm text-ink-2">
            The answer ends when anything new joins these {covers.length} things
          </summary>
          <ul className="mono text-sm wrap-anywhere text-ink-2">
            {covers.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
