'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { countTicked, tickAll, tickBetween } from './selection.ts'

/**
 * Stands under a table inside the same form and shows once a row is ticked. Its children are submit buttons with their
 * own `formAction`: the form carries the ticked ids under `name`. Shift with a click ticks everything between.
 */
export function SelectionBar({ name, children }: { name: string; children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null)
  const [count, setCount] = useState(0)

  useEffect(() => {
    const form = bar.current?.closest('form')
    if (!form) return
    let last: HTMLInputElement | undefined
    const onClick = ({ target, shiftKey }: MouseEvent) => {
      if (!(target instanceof HTMLInputElement)) return
      if (target.hasAttribute('data-all')) tickAll(form, name, target.checked)
      if (target.name === name) {
        if (shiftKey && last?.isConnected) tickBetween(form, name, last, target)
        last = target
      }
      setCount(countTicked(form, name))
    }
    form.addEventListener('click', onClick)
    return () => form.removeEventListener('click', onClick)
  }, [name])

  // After every render: the rows may be others than before.
  useEffect(() => {
    const form = bar.current?.closest('form')
    if (form) setCount(countTicked(form, name))
  })

  const clear = () => {
    const form = bar.current?.closest('form')
    if (!form) return
    tickAll(form, name, false)
    setCount(countTicked(form, name))
  }

  return (
    <div
      ref={bar}
      className="selbar print:hidden"
      role="toolbar"
      aria-label="With the selected rows"
      hidden={count === 0}
    >
      <span className="font-strong whitespace-nowrap" role="status">
        {count} selected
      </span>
      {children}
      <Button kind="quiet" className="ml-auto" onClick={clear}>
        Clear
      </Button>
    </div>
  )
}
