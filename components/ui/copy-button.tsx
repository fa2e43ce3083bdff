'use client'

import { type ButtonKind, buttonClass } from './button.tsx'
import { useCopy } from './use-copy.ts'

/**
 * Copies `value` whole. `label` is what the button says; `what` names the thing for those who cannot see beside what it
 * stands. With `kind` it looks like a button of the page, not like one within text.
 */
export function CopyButton({
  value,
  label = 'Copy',
  what,
  kind,
}: {
  value: string
  label?: string
  what?: string
  kind?: ButtonKind
}) {
  const { copy, said } = useCopy()
  return (
    <button type="button" className={kind ? buttonClass(kind) : 'copy'} onClick={() => copy(value)}>
      {said === undefined && label}
      {said === undefined && what && <span className="sr-only"> {what}</span>}
      <span role="status">{said}</span>
    </button>
  )
}
