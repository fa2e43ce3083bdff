import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Fact = { term: string; value: ReactNode }

/** Terms and their values. `pairs` puts two pairs on a line where there is room. */
export function Facts({ facts, pairs = false }: { facts: Fact[]; pairs?: boolean }) {
  return (
    <dl className={clsx('facts', pairs && 'facts-pairs')}>
      {facts.map(({ term, value }) => (
        <FactRow key={term} term={term} value={value} />
      ))}
    </dl>
  )
}

function FactRow({ term, value }: Fact) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** `wide` takes more of the row: a chart. */
export type Figure = { title: string; content: ReactNode; wide?: boolean }

/** One row of key figures between hairlines, under the verdict. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ title, content, wide }) => (
        <div key={title} className={wide ? 'wide' : undefined}>
          <dt>{title}</dt>
          <dd>{content}</dd>
        </div>
      ))}
    </dl>
  )
}
