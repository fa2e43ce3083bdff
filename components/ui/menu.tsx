'use client'

import type { MouseEvent, ReactNode } from 'react'
import { PageLink } from '#components/ui/page-link.tsx'
import { Shape } from './shape.tsx'

/** Going somewhere inside the product keeps the shell, so the panel has to be closed by hand. */
function closePanel(event: MouseEvent<HTMLElement>) {
  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
}

/** One line of a Popover that goes somewhere. `current` ticks the choice in force; `note` stands right, for counts. */
export function MenuLink({
  href,
  current = false,
  note,
  children,
}: {
  href: string
  current?: boolean
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <PageLink className="menu-item" href={href} aria-current={current || undefined} onClick={closePanel}>
      <Shape name="pass" />
      {children}
      {note !== undefined && <span className="n">{note}</span>}
    </PageLink>
  )
}

/** One line of a Popover that does something at once. `pressed` ticks the choice in force; `note` stands right. */
export function MenuButton({
  pressed,
  type = 'button',
  note,
  onClick,
  children,
  ...sent
}: {
  pressed?: boolean
  type?: 'button' | 'submit'
  note?: ReactNode
  onClick?: () => void
  /** What a form is sent with it. */
  name?: string
  value?: string
  children: ReactNode
}) {
  return (
    <button
      {...sent}
      className="menu-item"
      type={type}
      aria-pressed={pressed}
      onClick={(event) => {
        onClick?.()
        closePanel(event)
      }}
    >
      <Shape name="pass" />
      {children}
      {note !== undefined && <span className="n">{note}</span>}
    </button>
  )
}

/** A quiet heading inside a Popover. */
export function MenuTitle({ children }: { children: ReactNode }) {
  return <p className="menu-title">{children}</p>
}
