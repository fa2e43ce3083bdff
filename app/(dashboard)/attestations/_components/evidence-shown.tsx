import { Section } from '#components/page/section.tsx'
import type { Asked } from '#lib/data/attestations/sign.ts'
import type { Json } from '#lib/inventory/evidence.ts'

/** What a scan saw that helps to answer, and what the answer is bound to. */
export function EvidenceShown({ evidence, covers }: Pick<Asked, 'evidence' | 'covers'>) {
  if (evidence.length === 0 && covers.length === 0) return null
  return (
    <Section id="facts" title="What the scan saw">
      <ul className="mono max-w-prose text-sm wrap-anywhere text-ink-2">
        {evidence.map((one) => (
          <li key={`${one.section} ${one.resource} ${one.path}`}>
            {one.path.replace(/^derived: /, '')}: <Value value={one.value} />
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

/** Lists stand one item a line; text that runs from right to left turns nothing else round. */
function Value({ value }: { value: Json }) {
  if (!Array.isArray(value)) return <bdi>{wordsOf(value)}</bdi>
  const items = [...new Set(value.map(wordsOf))]
  return (
    <ul className="list-disc pl-5">
      {items.map((item) => (
        <li key={item}>
          <bdi>{item}</bdi>
        </li>
      ))}
    </ul>
  )
}

function wordsOf(value: Json): string {
  if (typeof value === 'string') return value
  return isTexts(value) ? value.filter((part) => part !== null).join(', ') : JSON.stringify(value)
}

function isTexts(value: Json): value is readonly (string | null)[] {
  return Array.isArray(value) && value.every((part) => part === null || typeof part === 'string')
}
