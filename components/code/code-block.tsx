import clsx from 'clsx'
import { Fragment, type ReactNode } from 'react'

export type CodeLine = {
  text: string
  /** The number in the file or document it comes from, or "⋯" for lines left out. */
  number?: number | '⋯'
  kind?: 'bad' | 'add' | 'del' | 'dim'
  /** Stands under the line and says what is wrong with it. */
  note?: string
}

/**
 * Lines of code, JSON or policy. The text is shown as it is: whatever a name or tag contains is text here. Redacted
 * values ("‹redacted, 43›") stand back.
 */
export function CodeBlock({
  label,
  head,
  corner,
  lines,
  signs = false,
}: {
  /** Names the block for those who cannot see its head. */
  label: string
  head?: ReactNode
  /** Stands over the code, top right, where there is no head. */
  corner?: ReactNode
  lines: CodeLine[]
  /** A column for "+" and "−". */
  signs?: boolean
}) {
  return (
    <figure className="code" aria-label={label}>
      {head && <figcaption>{head}</figcaption>}
      {corner && <div className="corner">{corner}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls sideways must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
            <Line key={index} line={line} signs={signs} />
          ))}
        </code>
      </pre>
    </figure>
  )
}

const signOf: Record<NonNullable<CodeLine['kind']>, string> = { add: '+', del: '−', bad: ' ', dim: ' ' }

function Line({ line, signs }: { line: CodeLine; signs: boolean }) {
  return (
    <span className={clsx('line', line.kind)}>
      <span className="ln">{line.number}</span>
      {signs && <span className="sg">{line.kind ? signOf[line.kind] : ' '}</span>}
      {withRedactions(line.text)}
      {'\n'}
      {line.note && <span className="why">{line.note}</span>}
    </span>
  )
}

function withRedactions(text: string): ReactNode {
  const found = [...text.matchAll(/‹[^›]*›/g)]
  const ends = found.map((match) => match.index + match[0].length)
  return (
    <>
      {found.map((match, nth) => (
        <Fragment key={match.index}>
          {text.slice(ends[nth - 1] ?? 0, match.index)}
          <span className="dim">{match[0]}</span>
        </Fragment>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  )
}
