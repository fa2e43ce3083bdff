'use client'

import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useShortcut } from '#components/ui/shortcut.ts'

/** Goes to the triage of the ticked findings. */
export function TriageTicked() {
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('a', () => button.current?.checkVisibility() && button.current.click())
  return (
    <Button ref={button} type="submit" formAction="/findings/triage" formMethod="get" aria-keyshortcuts="a">
      Triage <kbd>a</kbd>
    </Button>
  )
}
