'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { PageLink } from '#components/ui/page-link.tsx'
import { useShortcut } from '#components/ui/shortcut.ts'

/**
 * One of a list, opened by the address (`?finding=...`): closing goes to `closeHref`, "[" and "]" to its neighbours. It
 * is not modal, the list stays usable. Focus goes to its title when another one opens, and back to what opened it.
 */
export function Drawer({
  title,
  lead,
  tags,
  closeHref,
  previousHref,
  nextHref,
  pageHref,
  children,
}: {
  title: string
  /** Id and place in the list: "F-1042, 1 of 155". */
  lead?: ReactNode
  /** Stand over the title. */
  tags?: ReactNode
  closeHref: string
  previousHref?: string
  nextHref?: string
  pageHref?: string
  children: ReactNode
}) {
  const router = useRouter()
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const goTo = (href?: string) => {
    if (href) router.push(href, { scroll: false })
  }

  useShortcut('Escape', () => goTo(closeHref))
  useShortcut('[', () => goTo(previousHref))
  useShortcut(']', () => goTo(nextHref))
  useReturnFocus()
  useEffect(() => {
    if (title) heading.current?.focus({ preventScroll: true })
  }, [title])

  return (
    <aside className="drawer" aria-labelledby={titleId}>
      <header>
        <span className="flex items-baseline gap-2 truncate text-sm text-ink-3">{lead}</span>
        <Neighbour href={previousHref} name="Previous" symbol="[" />
        <Neighbour href={nextHref} name="Next" symbol="]" />
        <span className="ml-auto" />
        {pageHref && (
          <PageLink className={buttonClass('quiet')} href={pageHref}>
            Open page
          </PageLink>
        )}
        <PageLink className={buttonClass('quiet')} href={closeHref} scroll={false}>
          Close <kbd className="max-md:hidden">Esc</kbd>
        </PageLink>
      </header>
      <div className="in">
        <div className="grid gap-1">
          {tags}
          <h2 id={titleId} ref={heading} tabIndex={-1} className="drawer-title">
            {title}
          </h2>
        </div>
        {children}
      </div>
    </aside>
  )
}

function Neighbour({ href, name, symbol }: { href?: string; name: string; symbol: string }) {
  if (!href) return null
  return (
    <PageLink className={buttonClass('quiet')} href={href} scroll={false} aria-label={name} aria-keyshortcuts={symbol}>
      <kbd>{symbol}</kbd>
    </PageLink>
  )
}

/** Remembers what had the focus before, and gives it back in the end if it is still there. */
function useReturnFocus() {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
}
