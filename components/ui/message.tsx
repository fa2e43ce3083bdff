import type { ReactNode } from 'react'
import { Shape } from './shape.tsx'

type Tone = 'error' | 'success' | 'note'

const looks = {
  error: { className: 'text-fail', shape: 'fail', role: 'alert' },
  success: { className: 'text-pass', shape: 'pass', role: 'status' },
  note: { className: 'text-ink-2', shape: 'info', role: 'status' },
} as const

/** What came of an action, in the place where it was asked for; read aloud when it appears. One sentence, what to do. */
export function Message({ tone, children }: { tone: Tone; children: ReactNode }) {
  const look = looks[tone]
  return (
    <div className={`message ${look.className}`} role={look.role}>
      <Shape name={look.shape} />
      <div className="text">{children}</div>
    </div>
  )
}
