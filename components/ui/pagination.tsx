import { grouped } from '#components/score/format.ts'
import { TextLink } from './link.tsx'

/** "51 to 100 of 155", and the pages before and after it. Nothing to show: says so. */
export function Pagination({
  from,
  to,
  total,
  previousHref,
  nextHref,
}: {
  from: number
  to: number
  /** "155", or "10,000+" where counting stopped. */
  total: number | string
  previousHref?: string
  nextHref?: string
}) {
  return (
    <nav className="hiddenline" aria-label="Pages">
      <span>{to === 0 ? 'Nothing to show' : `${grouped(from)} to ${grouped(to)} of ${grouped(total)}`}</span>
      {previousHref && (
        <TextLink href={previousHref} plain>
          Previous
        </TextLink>
      )}
      {nextHref && (
        <TextLink href={nextHref} plain>
          Next
        </TextLink>
      )}
    </nav>
  )
}
