import { TextLink } from '#components/ui/link.tsx'
import { managesPeople } from '#lib/data/people/reach.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/** The end of a sentence: how a second person comes in. */
export function InviteSecond({ viewer }: { viewer: Viewer }) {
  if (!managesPeople(viewer)) return 'let an administrator invite a second auditor.'
  return (
    <>
      <TextLink href="/settings/people/new">invite a second auditor or administrator</TextLink>.
    </>
  )
}
