import { CodeBlock } from '#components/code/code-block.tsx'
import { jsonLines } from '#components/code/json-lines.ts'
import { Section } from '#components/page/section.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { rawFinding } from '../raw-finding.ts'

/** The finding as data, redacted like everything that is stored. */
export function RawJson({ finding }: { finding: FindingDetail }) {
  const lines = jsonLines(rawFinding(finding))
  return (
    <Section id="raw" title="Raw" note="As stored: values that may be secrets were never kept.">
      <details>
        <summary className="link cursor-pointer">Finding as JSON</summary>
        <div className="mt-2">
          <CodeBlock
            label="Finding as JSON"
            corner={<CopyButton value={lines.map(({ text }) => text).join('\n')} what="finding as JSON" />}
            lines={lines.map(({ text }, index) => ({ number: index + 1, text }))}
          />
        </div>
      </details>
    </Section>
  )
}
