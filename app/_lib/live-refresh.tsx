'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Reads the page anew every so many milliseconds, in place: focus, scroll and what is typed stay. Not while it is hidden. */
export function LiveRefresh({ every }: { every: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh()
    }, every)
    return () => clearInterval(timer)
  }, [router, every])
  return null
}
