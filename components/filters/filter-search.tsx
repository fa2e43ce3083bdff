'use client'

import { useRef } from 'react'
import { useShortcut } from '#components/ui/shortcut.ts'

/** The search field of a list; "/" goes to it from anywhere on the page. */
export function FilterSearch({ query, placeholder }: { query?: string; placeholder: string }) {
  const input = useRef<HTMLInputElement>(null)
  useShortcut('/', () => input.current?.select())
  return (
    <div className="input search">
      <input
        ref={input}
        type="search"
        name="q"
        defaultValue={query}
        placeholder={placeholder}
        aria-label={placeholder}
        aria-keyshortcuts="/"
      />
      <kbd>/</kbd>
    </div>
  )
}
