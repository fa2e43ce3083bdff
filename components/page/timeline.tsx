import clsx from 'clsx'
import type { ReactNode } from 'react'
import { type Instant, isoTime, utcMoment, utcTime } from '#components/time/format.ts'

export type TimelineEvent = {
  id: string
  at: Instant
  text: ReactNode
  detail?: ReactNode
  /** Colour only repeats what the text says. */
  tone?: 'fail' | 'pass'
}

/** What happened, newest first. Narrow stacks the time over the text, for a rail. */
export function Timeline({ events, narrow = false }: { events: TimelineEvent[]; narrow?: boolean }) {
  return (
    <ol className={clsx('timeline', narrow && 'timeline-narrow')}>
      {events.map(({ id, at, text, detail, tone }) => (
        <li key={id} className={tone && `is-${tone}`}>
          <time dateTime={isoTime(at)} title={utcTime(at)}>
            {utcMoment(at)}
          </time>
          <span className="timeline-dot" aria-hidden="true" />
          <div className="body">
            {text}
            {detail && <div className="text-sm text-ink-2">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
