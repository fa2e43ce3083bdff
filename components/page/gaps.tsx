import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'

export type Gap = {
  /** The IAM action: "ecr:BatchGetImage". */
  action: string
  /** Why and where: "AccessDenied, us-east-1". */
  cause: string
  /** What stays unknown because of it: "2 outcomes in 1 check". */
  effect: string
  /** The line to add to the role's policy, where that would help. */
  policyLine?: string
}

/** What could not be read, one row a gap. */
export function GapList({ gaps }: { gaps: Gap[] }) {
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={`${gap.action} ${gap.cause}`} className="gap">
          <div>
            <p>
              <span className="mono font-medium">{gap.action}</span> <span className="text-ink-2">{gap.cause}</span>
            </p>
            <p className="text-sm text-ink-2">{gap.effect}</p>
          </div>
          {gap.policyLine && <CopyButton value={gap.policyLine} label="Copy line" what={`for ${gap.action}`} />}
        </li>
      ))}
    </ul>
  )
}

/** In place of evidence: why this could not be judged, and what to do about it. */
export function GapNotice({ children }: { children: ReactNode }) {
  return <div className="ask grid gap-1">{children}</div>
}
