'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

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
    const boxes = () => [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)]
    const tell = () => {
      const ticked = boxes().filter((box) => box.checked).length
      setCount(ticked)
      for (const all of form.querySelectorAll<HTMLInputElement>('input[data-all]')) {
        all.checked = ticked > 0 && ticked === boxes().length
        all.indeterminate = ticked > 0 && !all.checked
      }
    }
    const onClick = ({ target, shiftKey }: MouseEvent) => {
      if (!(target instanceof HTMLInputElement)) return
      if (target.hasAttribute('data-all')) for (const box of boxes()) box.checked = target.checked
      if (target.name === name) {
        if (shiftKey && last) for (const box of between(boxes(), last, target)) box.checked = target.checked
        last = target
      }
      tell()
    }
    // A reset takes effect after its event.
    const onReset = () => queueMicrotask(tell)
    form.addEventListener('click', onClick)
    form.addEventListener('reset', onReset)
    tell()
    return () => {
      form.removeEventListener('click', onClick)
      form.removeEventListener('reset', onReset)
    }
  }, [name])

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
      <button type="reset" className="btn btn-quiet ml-auto">
        Clear
      </button>
    </div>
  )
}

function between<T>(all: T[], one: T, other: T): T[] {
  const [from = 0, to = 0] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b)
  return all.slice(from, to + 1)
}
