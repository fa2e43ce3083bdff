import { ChangeTag } from '#components/tags/change-tag.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { FactBadge, UsageBadge } from '#components/tags/usage-badge.tsx'
import type { FindingRow } from '#lib/data/findings/row.ts'

/** Severity, state and what makes it urgent, over the title. */
export function FindingTags({ finding }: { finding: FindingRow }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <SeverityTag severity={finding.severity} />
      <State finding={finding} />
      {finding.change && <ChangeTag kind={finding.change} />}
      {finding.confidence === 'heuristic' && <ChangeTag kind="plain" text="heuristic" />}
      {finding.usage && <UsageBadge usage={finding.usage} />}
      {finding.exposed && <FactBadge>faces the internet</FactBadge>}
      {finding.environment && <FactBadge>{finding.environment}</FactBadge>}
    </div>
  )
}

/** A finding that could not be judged this time stays open: both are said. */
function State({ finding: { state, status, excepted } }: { finding: FindingRow }) {
  if (excepted) return <StatusTag status="excepted" />
  if (state === 'resolved') return <StatusTag status="pass" text="Resolved" />
  if (status === 'unknown')
    return <StatusTag status="unknown" text={state === 'open' ? 'Open, now unknown' : 'Unknown'} />
  if (state === 'open') return <StatusTag status="fail" />
  return status === 'gone' ? <StatusTag status="not_applicable" text="Gone" /> : <StatusTag status={status} />
}
