import { Shape } from '#components/ui/shape.tsx'

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info'

export const severityWords: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
}

/** Severity by shape, word and colour. `text` replaces the word where the word is part of a longer statement. */
export function SeverityTag({ severity, text = severityWords[severity] }: { severity: Severity; text?: string }) {
  return (
    <span className={`sev sev-${severity}`}>
      <Shape name={severity} />
      {text}
    </span>
  )
}
