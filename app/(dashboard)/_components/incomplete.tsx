import { counted } from '#components/score/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { GapRow } from '#lib/data/posture/gaps.ts'

/** Says that a list may lack something because calls were not answered; nothing when all were. */
export function Incomplete({ gaps }: { gaps: readonly GapRow[] }) {
  const actions = [...new Set(gaps.map(({ action }) => action))]
  const [first] = actions
  if (first === undefined) return null
  return (
    <span className="text-unknown">
      Something may be missing: <TextLink href="/#gaps">{first}</TextLink>
      {actions.length > 1 && ` and ${counted(actions.length - 1, 'other call')}`} {actions.length > 1 ? 'were' : 'was'}{' '}
      not answered.
    </span>
  )
}
