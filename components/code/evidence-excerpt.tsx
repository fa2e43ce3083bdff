import { counted } from '#components/score/format.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { CodeBlock, type CodeLine } from './code-block.tsx'

export type EvidenceLine =
  | { number: number; text: string; note?: string; marked?: boolean }
  /** Lines left out between two that are shown. */
  | { folded: number }

/**
 * What the check saw: a few lines of the resource as read, the one that decides marked and explained. `source` names
 * the document ("payments-api:57"), `path` the value within it.
 */
export function EvidenceExcerpt({ source, path, lines }: { source: string; path?: string; lines: EvidenceLine[] }) {
  return (
    <CodeBlock
      label="Evidence"
      lines={lines.map(toCodeLine)}
      head={
        <>
          <span className="title">Evidence</span>
          <span>{source}</span>
          {path && (
            <>
              <span className="mono opt truncate">{path}</span>
              <span className="copies">
                <CopyButton value={path} label="Copy path" />
              </span>
            </>
          )}
        </>
      }
    />
  )
}

function toCodeLine(line: EvidenceLine): CodeLine {
  if ('folded' in line) return { number: '⋯', text: `  ${counted(line.folded, 'line')}`, kind: 'dim' }
  return { number: line.number, text: line.text, note: line.note, kind: line.marked ? 'bad' : undefined }
}
