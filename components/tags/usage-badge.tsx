import { Shape } from '#components/ui/shape.tsx'

export type Usage = 'running' | 'desired' | 'scheduled' | 'registered'

/** How a revision is in use. `count` is tasks; `note` follows a comma: "scheduled, pinned". */
export function UsageBadge({ usage, count, note }: { usage: Usage; count?: number; note?: string }) {
  const words = usage === 'registered' ? 'registered only' : usage
  return (
    <span className={`use use-${usage}`}>
      <Shape name={usage} />
      {[count === undefined ? words : `${words} ${count}`, note].filter(Boolean).join(', ')}
    </span>
  )
}

/** A fact about a resource that has no shape of its own: "faces the internet", "card data". */
export function FactBadge({ children }: { children: string }) {
  return <span className="use">{children}</span>
}
