'use client'

import { useEffect, useState } from 'react'

/** Copies `value` whole. `label` is what the button says; `what` names the thing for those who cannot see beside what it stands. */
export function CopyButton({ value, label = 'Copy', what }: { value: string; label?: string; what?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('refused'),
    )

  return (
    <button type="button" className="copy" onClick={copy}>
      {state === 'idle' && label}
      {state === 'idle' && what && <span className="sr-only"> {what}</span>}
      <span role="status">
        {state === 'copied' && 'Copied'}
        {state === 'refused' && 'Not allowed by the browser'}
      </span>
    </button>
  )
}
