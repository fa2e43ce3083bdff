import { titleOf } from '#app/_lib/checks.ts'
import { attestationsAddress } from '#app/(dashboard)/attestations/search-params.ts'
import { Section } from '#components/page/section.tsx'
import { utcDay } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { AttestationRow, AttestationTab } from '#lib/data/attestations/list.ts'

/** What people have to answer, to review and to sign again soon. */
export function Attestations({
  counts,
  due,
  ending,
  account,
}: {
  counts: Record<AttestationTab, number>
  /** Outcomes that wait for an answer. */
  due: number
  ending: AttestationRow[]
  account?: string[]
}) {
  const { pending, valid } = counts
  if (due + pending + valid === 0) return null
  const parts = [
    { tab: 'due', count: due, text: 'to be attested' },
    { tab: 'pending', count: pending, text: 'to be reviewed' },
    { tab: 'valid', count: valid, text: 'in force' },
    { tab: 'ending', count: counts.ending, text: 'end within 30 days' },
  ] as const
  return (
    <Section
      id="attestations"
      title="What only a person can tell"
      note="beside coverage, not in the score until answered"
    >
      <p className="flex flex-wrap gap-x-4">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ tab, count, text }) => (
            <TextLink key={tab} href={attestationsAddress.href({ tab, account })}>
              {count} {text}
            </TextLink>
          ))}
      </p>
      {ending.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {ending.map(({ id, check, until }) => (
            <li key={id}>
              <TextLink href={`/attestations/${id}`} plain>
                {titleOf(check)}
              </TextLink>{' '}
              <span className="text-sm text-ink-3">until {utcDay(until)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
