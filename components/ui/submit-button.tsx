'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './button.tsx'

/** Submits its form; while the server works it cannot be pressed twice and says `busy` ("Scanning ..."). */
export function SubmitButton({ busy, children, ...rest }: ComponentProps<typeof Button> & { busy: string }) {
  const { pending } = useFormStatus()
  return (
    <Button type="submit" disabled={pending} {...rest}>
      {pending ? busy : children}
    </Button>
  )
}
