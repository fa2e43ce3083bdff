import { Facts } from '#components/page/facts.tsx'
import { Section } from '#components/page/section.tsx'
import type { Attestation } from '#lib/checks/define-check.ts'
import { validityOf } from '#lib/report/attestation.ts'

/** What a person signs, what proves it, and how long that holds. */
export function Asked({ asks }: { asks: Attestation }) {
  return (
    <Section id="asks" title="To be attested">
      <p className="max-w-prose">{asks.statement}</p>
      <h3 className="mt-3 mb-1 text-sm text-ink-3">What counts as evidence</h3>
      <ul className="max-w-prose list-disc pl-5 text-ink-2">
        {asks.accepts.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <Facts
        facts={[
          { term: 'Valid', value: validityOf(asks) },
          ...(asks.endsEarly.length > 0 ? [{ term: 'Ends early when', value: asks.endsEarly.join('; ') }] : []),
        ]}
      />
      <p className="mt-2 max-w-prose text-sm text-ink-3">
        Until it is answered it counts neither as a pass nor as a failure, and is not in the score.
      </p>
    </Section>
  )
}
