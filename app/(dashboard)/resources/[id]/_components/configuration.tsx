import { CodeBlock } from '#components/code/code-block.tsx'
import { jsonLines } from '#components/code/json-lines.ts'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { Json } from '#lib/inventory/evidence.ts'
import { withDocuments } from '../with-documents.ts'

/** Longer ones start folded. */
const mostOpenLines = 60

/** The resource as it was read, redacted while collecting. */
export function Configuration({ configuration }: { configuration: Json | undefined }) {
  if (configuration === undefined) {
    return (
      <Section id="configuration" title="Configuration">
        <p className="text-ink-2">It was not described: only outcomes name it.</p>
      </Section>
    )
  }
  const lines = jsonLines(withDocuments(configuration))
  const text = lines.map((line) => line.text).join('\n')
  return (
    <Section
      id="configuration"
      title="Configuration"
      note="As read by the latest scan. Values that may be secrets were never kept."
    >
      <details open={lines.length <= mostOpenLines}>
        <summary className="text-ink-2">{counted(lines.length, 'line')} of JSON</summary>
        <CodeBlock
          label="Configuration"
          corner={<CopyButton value={text} what="configuration" />}
          lines={lines.map((line, index) => ({ number: index + 1, text: line.text }))}
        />
      </details>
    </Section>
  )
}
