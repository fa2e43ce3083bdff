import { AttestationTable } from '#app/(dashboard)/attestations/_components/attestation-table.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import type { AttestationRow } from '#lib/data/attestations/list.ts'

/** What people answered to this recommendation, the newest first, and what became of it. */
export function Answers({ rows, more }: { rows: AttestationRow[]; more: boolean }) {
  if (rows.length === 0) return null
  const valid = rows.filter(({ state }) => state === 'valid').length
  const pending = rows.filter(({ state }) => state === 'pending').length
  return (
    <Section id="answers" title="Answers" note={`${valid} in force, ${pending} to be reviewed`}>
      <AttestationTable rows={rows} withCheck={false} />
      {more && <p className="mt-2 text-sm text-ink-3">The latest {counted(rows.length, 'answer')} are listed.</p>}
    </Section>
  )
}
