'use client'

import { Button } from '#components/ui/button.tsx'
import { useCopy } from '#components/ui/use-copy.ts'

/** Copies the whole address of a page of this product. */
export function CopyLink({ path }: { path: string }) {
  const { copy, said } = useCopy()
  return (
    <Button kind="normal" onClick={() => copy(`${location.origin}${path}`)}>
      <span role="status">{said ?? 'Copy link'}</span>
    </Button>
  )
}
