import { policyLine } from '#app/_lib/words.ts'
import { Section } from '#components/page/section.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { counted, grouped } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { GapRow } from '#lib/data/posture/gaps.ts'
import { findingsHref } from '../../findings/search-params.ts'

/** Calls that did not answer in the latest scans, those that hide the most first. */
export function Gaps({ gaps, unknown, account }: { gaps: GapRow[]; unknown: number; account?: string[] }) {
  return (
    <Section
      id="gaps"
      title="What could not be read"
      note={
        <>
          {counted(gaps.length, 'gap')},{' '}
          <TextLink href={findingsHref({ tab: 'unknown', account })} plain>
            {counted(unknown, 'unknown outcome')}
          </TextLink>
          . Unknown is never counted as a pass.
        </>
      }
    >
      {gaps.length === 0 ? (
        <p className="text-ink-2">Every call of the latest scans was answered.</p>
      ) : (
        <DataTable
          caption="Calls that did not answer, those that hide the most first"
          rows={gaps}
          rowKey={({ account: { id }, region, action, reason }) => `${id} ${region} ${action} ${reason}`}
          columns={[
            { id: 'action', header: 'IAM action', rowHeader: true, className: 'mono', cell: ({ action }) => action },
            {
              id: 'where',
              header: 'Where',
              cell: (gap) => (
                <TextLink href={`/scans/${gap.scan}`} plain>
                  <AccountRegion alias={gap.account.alias} region={gap.region} />
                </TextLink>
              ),
            },
            {
              id: 'reason',
              header: 'Reason',
              width: 'w-48',
              cell: ({ reason, errorCode }) => [reason, errorCode].filter(Boolean).join(', '),
            },
            {
              id: 'unknown',
              header: 'Unknown',
              numeric: true,
              width: 'w-36',
              cell: (gap) => (
                <TextLink href={findingsHref({ tab: 'unknown', account: [gap.account.id], check: gap.checks })} plain>
                  {grouped(gap.unknown)} in {counted(gap.checks.length, 'check')}
                </TextLink>
              ),
            },
            {
              id: 'remedy',
              header: 'Remedy',
              quietHeader: true,
              numeric: true,
              width: 'w-36',
              cell: ({ action, reason }) =>
                reason === 'denied' ? (
                  <CopyButton value={policyLine(action)} label="Copy policy line" what={`for ${action}`} />
                ) : (
                  <span className="text-ink-3">tried again next scan</span>
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}
