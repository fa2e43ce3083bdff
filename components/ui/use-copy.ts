'use client'

import { useEffect, useState } from 'react'

/** Copies text, and says for two seconds what came of it; `said` is undefined otherwise. */
export function useCopy(): { copy: (text: string) => void; said: string | undefined } {
  const [said, setSaid] = useState<string>()

  useEffect(() => {
    if (said === undefined) return
    const timer = setTimeout(() => setSaid(undefined), 2000)
    return () => clearTimeout(timer)
  }, [said])

  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed by the browser'),
    )
  return { copy, said }
}
