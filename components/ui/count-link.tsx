import { grouped } from '#components/score/format.ts'
import { TextLink } from './link.tsx'

/** A number that leads to what it counts; nothing leads nowhere. */
export function CountLink({ count, href }: { count: number; href: string }) {
  if (count === 0) return <span className="text-ink-3">0</span>
  return (
    <TextLink href={href} plain>
      {grouped(count)}
    </TextLink>
  )
}
