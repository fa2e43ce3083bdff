'use client'

import { useEffect, useEffectEvent } from 'react'

/** Runs `act` when `key` is pressed anywhere, but never while the reader types, holds a modifier or has a menu open. */
export function useShortcut(key: string, act: () => void) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return
    if (key !== 'Escape' && isTyping(event.target)) return
    if (document.querySelector(':popover-open')) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

/** Whether a key would write into `target`. A checkbox takes no text. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  if (!(target instanceof HTMLElement)) return false
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
