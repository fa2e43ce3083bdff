'use client'

import { useRef } from 'react'
import { useShortcut } from '#components/ui/shortcut.ts'

/**
 * Keys for the table in the same form: "j" and "k" move the focus from row to row, Enter opens the link that has it, "x"
 * ticks the row. A table whose rows have no link in their header cell is left alone.
 */
export function RowKeys() {
  const place = useRef<HTMLSpanElement>(null)

  const rows = () => [...(place.current?.parentElement?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
  const current = () => rows().findIndex((row) => row.contains(document.activeElement))
  const linkOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLElement>('th a')

  const move = (step: number) => {
    const all = rows()
    const at = current()
    const selected = all.findIndex((row) => row.hasAttribute('data-selected'))
    const from = at === -1 ? selected : at
    linkOf(all[Math.min(all.length - 1, Math.max(0, from + step))])?.focus()
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  useShortcut('x', () => rows()[current()]?.querySelector<HTMLElement>('input[type="checkbox"]')?.click())

  return <span ref={place} hidden />
}
