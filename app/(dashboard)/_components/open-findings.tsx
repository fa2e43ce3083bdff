import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { SeverityTag, severityWords } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { type Severity, severities } from '#lib/checks/result.ts'

export type Open = Readonly<Record<Severity, number>>

/** Open findings of a resource: the worst severity and how many there are; nothing open says so. */
export function WorstOpen({ open }: { open: Open }) {
  const worst = severities.find((severity) => open[severity] > 0)
  if (!worst) return <span className="text-ink-3">none</span>
  return <SeverityTag severity={worst} text={`${severityWords[worst]} ${open[worst]}`} />
}

/** "1 critical, 4 medium"; empty when nothing is open. */
export function openWords(open: Open): string {
  return severities.flatMap((severity) => (open[severity] > 0 ? [`${open[severity]} ${severity}`] : [])).join(', ')
}

export function openTotal(open: Open): number {
  return severities.reduce((sum, severity) => sum + open[severity], 0)
}

/** The number of open findings of a resource, as a link to them. */
export function OpenCount({ resource, open }: { resource: number; open: Open }) {
  const total = openTotal(open)
  if (total === 0) return <span className="text-ink-3">0</span>
  return (
    <TextLink href={findingsHref({ resource })} plain>
      {total}
    </TextLink>
  )
}
