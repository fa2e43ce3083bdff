import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { CodeBlock } from './code-block.tsx'

export type DiffLine = {
  /** Line in the new document; of a deleted line, in the old one. */
  number: number
  change: 'same' | 'add' | 'del'
  text: string
}

/** One document before and after: "payments-api:57 to 58". `copy` is the new document whole. */
export function DiffView({
  title,
  lines,
  note,
  copy,
  actions,
}: {
  title: string
  lines: DiffLine[]
  note?: string
  copy?: { value: string; label: string }
  actions?: ReactNode
}) {
  const count = (change: DiffLine['change']) => lines.filter((line) => line.change === change).length
  return (
    <CodeBlock
      label={`Change: ${title}`}
      signs
      lines={lines.map(({ number, change, text }) => ({ number, text, kind: change === 'same' ? undefined : change }))}
      head={
        <>
          <span className="title">{title}</span>
          <span className="text-pass">
            +{count('add')}
            <span className="sr-only"> lines added</span>
          </span>
          <span className="text-fail">
            −{count('del')}
            <span className="sr-only"> lines removed</span>
          </span>
          {note && <span className="opt truncate">{note}</span>}
          <span className="copies">
            {copy && <CopyButton value={copy.value} label={copy.label} />}
            {actions}
          </span>
        </>
      }
    />
  )
}
