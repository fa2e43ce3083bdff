'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/**
 * Reads the page anew in place, so many milliseconds after it was last read: focus, scroll and what is typed stay. One
 * reading at a time, however slow the server is, and none while the page is hidden.
 */
export function LiveRefresh({ every }: { every: number }) {
  const router = useRouter()
  const [reading, startReading] = useTransition()
  useEffect(() => {
    if (reading) return
    const timer = setInterval(() => {
      if (!document.hidden) startReading(() => router.refresh())
    }, every)
    return () => clearInterval(timer)
  }, [router, every, reading])
  return null
}
