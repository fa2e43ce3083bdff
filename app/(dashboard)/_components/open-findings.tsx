import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { type OpenCounts, openTotal } from '#app/(dashboard)/open-counts.ts'
import { SeverityTag, severityWords } from '#components/tags/severity-tag.tsx'
import { CountLink } from '#components/ui/count-link.tsx'
import { severities } from '#lib/checks/result.ts'

/** Open findings of a resource: the worst severity and how many there are of it; nothing open says so. */
export function WorstOpen({ open }: { open: OpenCounts }) {
  const worst = severities.find((severity) => open[severity] > 0)
  if (!worst) return <span className="text-ink-3">none</span>
  return <SeverityTag severity={worst} text={`${severityWords[worst]} ${open[worst]}`} />
}

/** The number of open findings of a resource, as a link to them. */
export function OpenCount({ resource, open }: { resource: number; open: OpenCounts }) {
  return <CountLink count={openTotal(open)} href={findingsHref({ resource })} />
}
