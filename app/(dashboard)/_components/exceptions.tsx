import { scopeWords, subjectOf } from '#app/(dashboard)/exceptions/exception-words.ts'
import { exceptionsHref } from '#app/(dashboard)/exceptions/search-params.ts'
import { Section } from '#components/page/section.tsx'
import { utcDay } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import type { ExceptionTab } from '#lib/data/exceptions/list.ts'

/** What is accepted for a while, what waits for a second person, and what comes back soon: of everything, or of a check. */
export function Exceptions({
  counts,
  expiring,
  account,
  check,
}: {
  counts: Record<ExceptionTab, number>
  /** Those that end within 30 days, the soonest first. */
  expiring: ExceptionRow[]
  account?: string[]
  check?: string
}) {
  const parts = [
    { tab: 'active', text: 'in force' },
    { tab: 'pending', text: 'to be approved' },
    { tab: 'expiring', text: counts.expiring === 1 ? 'ends within 30 days' : 'end within 30 days' },
  ] as const
  const standing = parts.filter(({ tab }) => counts[tab] > 0)
  if (standing.length === 0) return null
  return (
    <Section id="exceptions" title="Exceptions" note="what they hide is not in the score">
      <p className="flex flex-wrap gap-x-4">
        {standing.map(({ tab, text }) => (
          <TextLink key={tab} href={exceptionsHref({ tab, account, check })}>
            {counts[tab]} {text}
          </TextLink>
        ))}
      </p>
      {expiring.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {expiring.map((exception) => (
            <li key={exception.id} className="wrap-anywhere">
              <TextLink href={`/exceptions/${exception.id}`} plain>
                {subjectOf(exception)}
              </TextLink>{' '}
              <span className="text-sm text-ink-3">
                {scopeWords(exception)}, until {utcDay(exception.expiresAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
