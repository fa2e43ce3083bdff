import { effortWords } from '#app/_lib/words.ts'
import { Snippet } from '#components/code/snippet.tsx'
import { Section } from '#components/page/section.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { Check } from '#lib/checks/define-check.ts'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { fixTexts } from '../fix-texts.ts'

/** How to put it right, with this resource's names where they are known. */
export function FixSection({ check, finding }: { check: Check; finding: FindingDetail }) {
  const { cli, terraform, cloudformation } = fixTexts(check.fix, finding)
  return (
    <Section
      id="fix"
      title={finding.state === 'open' ? 'Fix' : 'Fix, if it fails'}
      note={`Effort ${effortWords[check.fix.effort].toLowerCase()}.`}
    >
      <p className="mb-3 max-w-prose text-ink-2">{check.fix.summary}</p>
      <Tabs
        label="Ways to apply the fix"
        tabs={[
          { label: 'AWS CLI', content: <Snippet name="AWS CLI commands" text={cli} /> },
          { label: 'Terraform', content: <Snippet name="Terraform" text={terraform} /> },
          { label: 'CloudFormation', content: <Snippet name="CloudFormation" text={cloudformation} /> },
        ]}
      />
      <p className="mt-2 text-sm text-ink-2">
        Tidewaiter only reads: you run these. Names in capitals are yours to fill in.
      </p>
    </Section>
  )
}
