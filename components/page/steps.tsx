import type { ReactNode } from 'react'
import { Bar } from '#components/score/bar.tsx'
import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import { Shape } from '#components/ui/shape.tsx'

export type Step = {
  title: string
  state: 'done' | 'running' | 'waiting' | 'failed'
  note?: string
  /** How far a running step is. */
  progress?: { done: number; of: number; what: string }
}

const statuses: Record<Step['state'], Status> = {
  done: 'pass',
  running: 'running',
  waiting: 'waiting',
  failed: 'fail',
}

/** The steps of a scan, side by side. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ title, state, note, progress }) => (
        <li key={title} aria-current={state === 'running' ? 'step' : undefined}>
          <StatusTag status={statuses[state]} text={title} />
          <span className="text-sm text-ink-2">
            <span className="sr-only">{state}. </span>
            {note}
          </span>
          {progress && <Progress {...progress} />}
        </li>
      ))}
    </ol>
  )
}

/** A bar that says how much of a known amount is done. */
export function Progress({ done, of, what }: { done: number; of: number; what: string }) {
  return (
    <div role="progressbar" aria-label={what} aria-valuenow={done} aria-valuemin={0} aria-valuemax={of}>
      <Bar parts={[{ kind: 'run', percent: of === 0 ? 0 : (done * 100) / of }]} />
    </div>
  )
}

/** One of several things to do in order on one page. `id` is unique on the page. */
export function NumberedStep({
  id,
  number,
  state,
  title,
  note,
  children,
}: {
  id: string
  number: number
  state: 'done' | 'now' | 'later'
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="numbered" aria-labelledby={id} aria-current={state === 'now' ? 'step' : undefined}>
      <div className={`no no-${state}`}>
        {state === 'done' ? <Shape name="pass" /> : <span aria-hidden="true">{number}</span>}
        <span className="sr-only">
          Step {number}
          {state === 'done' && ', done'}
        </span>
      </div>
      <div className="in">
        <div className="sechead">
          <h2 id={id}>{title}</h2>
          {note && <div className="note">{note}</div>}
        </div>
        {children}
      </div>
    </section>
  )
}
