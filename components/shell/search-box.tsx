'use client'

import { useEffect, useRef } from 'react'

/** An ordinary form, so it works without script; Ctrl K or Cmd K puts the cursor into it from anywhere. */
export function SearchBox({ action }: { action: string }) {
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      input.current?.select()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])

  return (
    <search className="top-search">
      <form action={action}>
        <div className="input search">
          <label htmlFor="shell-search" className="sr-only">
            Search findings
          </label>
          <input
            ref={input}
            id="shell-search"
            type="search"
            name="q"
            placeholder="Search findings"
            aria-keyshortcuts="Control+K Meta+K"
          />
          <kbd>Ctrl K</kbd>
        </div>
      </form>
    </search>
  )
}
