import type { FindingEvent } from '#lib/data/findings/detail.ts'
import { evidenceThen } from '../../evidence.ts'

/** What somebody wrote; or why it happened, with the evidence as it was then. */
export function EventDetail({ event }: { event: Pick<FindingEvent, 'reasons' | 'evidence' | 'text'> }) {
  if (event.text) return <p className="whitespace-pre-wrap wrap-anywhere">{event.text}</p>
  const facts = evidenceThen(event)
  const reasons = event.reasons.map(({ text }) => text).join(' ')
  if (!reasons && facts.length === 0) return null
  return (
    <>
      {reasons && <p>{reasons}</p>}
      {facts.length > 0 && (
        <details>
          <summary>Evidence then</summary>
          <ul className="mono wrap-anywhere">
            {facts.map(({ name, value }) => (
              <li key={name}>
                {name}: {value}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
