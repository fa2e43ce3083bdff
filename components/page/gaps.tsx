import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextLink } from '#components/ui/link.tsx'

export type Gap = {
  /** The IAM action: "ecr:BatchGetImage". */
  action: string
  /** Why and where: "AccessDenied, us-east-1". */
  cause: string
  /** Keys of what could not be read; none when a whole list is incomplete. */
  resources: readonly string[]
  /** What stays unknown because of it: "2 outcomes stay unknown in 1 check". */
  effect: string
  /** The checks that it blinds. */
  checks: readonly { title: string; href: string }[]
  /** The line to add to the role's policy, where that would help. */
  policyLine?: string
}

/** How many resources or checks are named before the rest is folded. */
const named = 3

/** What could not be read, one row a gap. */
export function GapList({ gaps }: { gaps: Gap[] }) {
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={`${gap.action} ${gap.cause}`} className="gap">
          <div className="min-w-0">
            <p>
              <span className="mono font-medium">{gap.action}</span> <span className="text-ink-2">{gap.cause}</span>
            </p>
            <Named
              items={gap.resources}
              what="resources"
              keyOf={(name) => name}
              show={(name) => <span className="mono">{name}</span>}
            />
            <p className="text-sm text-ink-2">{gap.effect}</p>
            <Named
              items={gap.checks}
              what="checks"
              keyOf={({ href }) => href}
              show={({ title, href }) => (
                <TextLink href={href} plain>
                  {title}
                </TextLink>
              )}
            />
          </div>
          {gap.policyLine && <CopyButton value={gap.policyLine} label="Copy line" what={`for ${gap.action}`} />}
        </li>
      ))}
    </ul>
  )
}

interface NamedProps<Item> {
  items: readonly Item[]
  what: string
  keyOf: (item: Item) => string
  show: (item: Item) => ReactNode
}

/** The first few, and the rest behind a fold. */
function Named<Item>({ items, what, keyOf, show }: NamedProps<Item>) {
  const [first, rest] = [items.slice(0, named), items.slice(named)]
  const lines = (some: readonly Item[]) => (
    <ul className="text-sm wrap-anywhere">
      {some.map((item) => (
        <li key={keyOf(item)}>{show(item)}</li>
      ))}
    </ul>
  )
  if (items.length === 0) return null
  if (rest.length === 0) return lines(first)
  return (
    <>
      {lines(first)}
      <details className="text-sm">
        <summary className="text-ink-2">
          {rest.length} more {what}
        </summary>
        {lines(rest)}
      </details>
    </>
  )
}

/** In place of evidence: why this could not be judged, and what to do about it. */
export function GapNotice({ children }: { children: ReactNode }) {
  return <div className="ask grid gap-1">{children}</div>
}
