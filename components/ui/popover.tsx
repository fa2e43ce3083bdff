import type { ReactNode } from 'react'
import { type ButtonKind, buttonClass } from './button.tsx'

/**
 * A button that opens a small panel: a menu of links, a form, a choice. The browser's own popover does the work (opens,
 * closes on Escape and on a click elsewhere, returns focus), so it needs no script. `id` is unique on the page.
 */
export function Popover({
  id,
  trigger,
  label,
  kind = 'quiet',
  end = false,
  className,
  children,
}: {
  id: string
  trigger: ReactNode
  /** Says what the button opens where its text alone does not. */
  label?: string
  kind?: ButtonKind
  /** Opens towards the left, for buttons at the right edge. */
  end?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <>
      <button type="button" className={buttonClass(kind, className)} popoverTarget={id} aria-label={label}>
        {trigger}
      </button>
      <div id={id} popover="auto" className={end ? 'popover popover-end' : 'popover'}>
        {children}
      </div>
    </>
  )
}
