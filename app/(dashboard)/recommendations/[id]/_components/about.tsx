import { kindWord } from '#app/_lib/kinds.ts'
import { modeWords, pillarWord } from '#app/_lib/words.ts'
import { type Fact, Facts } from '#components/page/facts.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { Rule } from '#lib/checks/define-check.ts'
import { controlsFor } from '#lib/frameworks/controls-for.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

const documents: Record<Recommendation['guide']['document'], string> = {
  'ecs-best-practices': 'Amazon ECS Best Practices Guide',
  'ecs-development-rules': 'AWS ECS development rules',
}

/** What the recommendation is, where it comes from, what feeds its check and which controls it bears on. */
export function About({ recommendation, check }: { recommendation: Recommendation; check?: Rule }) {
  const { id, pillar, mode, severity, guide } = recommendation
  return (
    <>
      <Facts
        facts={[
          {
            term: 'Pillar',
            value: <TextLink href={`/recommendations?pillar=${pillar}`}>{pillarWord(pillar)}</TextLink>,
          },
          { term: 'Severity', value: <SeverityTag severity={severity} /> },
          { term: 'Covered', value: check ? modeWords[mode] : `${modeWords[mode]}, to come` },
          { term: 'Guide', value: documents[guide.document] },
          { term: 'Section', value: guide.section },
          ...(guide.page === undefined ? [] : [{ term: 'Page', value: guide.page }]),
          { term: 'Id', value: <span className="mono">{id}</span> },
          ...(check
            ? [{ term: check.asks ? 'Asked of' : 'Judges', value: `each ${kindWord(check.kind.type).toLowerCase()}` }]
            : []),
        ]}
      />
      {check && <Reads actions={check.actions} />}
      <Controls id={id} />
    </>
  )
}

/** As many actions as stand open. */
const openActions = 8

/** The AWS actions that feed it: without one of them some of its subjects are unknown. */
function Reads({ actions }: { actions: readonly string[] }) {
  const rest = actions.slice(openActions)
  return (
    <Section id="reads" title="Reads" note={counted(actions.length, 'AWS action')} first>
      <ActionList actions={actions.slice(0, openActions)} />
      {rest.length > 0 && (
        <details>
          <summary className="text-sm text-ink-2">and {rest.length} more</summary>
          <ActionList actions={rest} />
        </details>
      )}
    </Section>
  )
}

function ActionList({ actions }: { actions: readonly string[] }) {
  return (
    <ul className="mono wrap-anywhere">
      {actions.map((action) => (
        <li key={action}>{action}</li>
      ))}
    </ul>
  )
}

function Controls({ id }: { id: string }) {
  const controls = controlsFor(id)
  const { 'pci-dss-4.0.1': pci, hipaa } = controls
  const facts: Fact[] = [
    { term: 'PCI DSS 4.0.1', value: pci.direct.join(', ') },
    { term: 'HIPAA', value: hipaa.direct.join(', ') },
    { term: 'NIST 800-53', value: controls['nist-800-53'].join(', ') },
    { term: 'Security Hub', value: controls['security-hub'].join(', ') },
    { term: 'Context for', value: [...pci.supporting, ...hipaa.supporting].join(', ') },
  ].filter(({ value }) => value !== '')
  return (
    <Section id="controls" title="Controls" first>
      {facts.length > 0 ? <Facts facts={facts} /> : <p className="text-ink-2">No framework control speaks of it.</p>}
    </Section>
  )
}
