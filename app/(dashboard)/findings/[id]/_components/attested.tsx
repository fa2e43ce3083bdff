import { findRule } from '#app/_lib/checks.ts'
import { AttestationTable } from '#app/(dashboard)/attestations/_components/attestation-table.tsx'
import { Section } from '#components/page/section.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { listAttestations } from '#lib/data/attestations/list.ts'
import { readAsked } from '#lib/data/attestations/sign.ts'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'

/** As many answers as stand on the page; the recommendation has all. */
const shown = 5

/** What a person may sign about the subject, who did and what became of it; nothing where its check takes no answers. */
export async function Attested({ viewer, finding }: { viewer: Viewer; finding: FindingDetail }) {
  const { check, fingerprint } = finding
  const rule = findRule(check)
  if (!rule?.asks && !rule?.answerable) return null
  const [asked, { rows }] = await Promise.all([
    readAsked(viewer, fingerprint),
    listAttestations(viewer, { check, fingerprint }, { size: shown }),
  ])
  const statement = asked?.statement ?? rows[0]?.statement
  if (statement === undefined) return null
  const standing = rows.some(({ state }) => state === 'pending' || state === 'valid')
  return (
    <Section
      id="attestation"
      title="Attestation"
      note={asked ? 'a person may answer for it' : 'nothing is asked of it now'}
      actions={
        asked &&
        can(viewer, 'attest') && (
          <LinkButton href={`/attestations/new?subject=${fingerprint}`}>
            {standing ? 'Answer it anew' : 'Answer it'}
          </LinkButton>
        )
      }
    >
      <p className="max-w-prose">{statement}</p>
      {rows.length > 0 ? (
        <AttestationTable rows={rows} withCheck={false} />
      ) : (
        <p className="mt-1 text-sm text-ink-3">Nobody has answered yet.</p>
      )}
    </Section>
  )
}
