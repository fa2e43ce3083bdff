'use client'

import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useShortcut } from '#components/ui/shortcut.ts'
import { useCopy } from '#components/ui/use-copy.ts'

/** Copies the addresses of the ticked findings, one a line. @param name the form field that holds their ids */
export function CopyLinks({ name }: { name: string }) {
  const button = useRef<HTMLButtonElement>(null)
  const { copy, said } = useCopy()

  const copyTicked = () => {
    const form = button.current?.form
    if (!form) return
    const ids = new FormData(form).getAll(name)
    if (ids.length > 0) copy(ids.map((id) => `${location.origin}/findings/${id}`).join('\n'))
  }
  useShortcut('c', copyTicked)

  return (
    <Button ref={button} onClick={copyTicked} aria-keyshortcuts="c">
      {said ?? 'Copy links'} <kbd>c</kbd>
    </Button>
  )
}
