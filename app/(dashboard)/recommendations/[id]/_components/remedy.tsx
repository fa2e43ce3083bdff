import { Snippet } from '#components/code/snippet.tsx'
import { Section } from '#components/page/section.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { Fix, Rule } from '#lib/checks/define-check.ts'
import { Asked } from './asked.tsx'

/** Why it matters, what a person is asked, and how to put it right: for a module or template, so with placeholders in capitals. */
export function Remedy({ rule: { why, asks, fix } }: { rule: Rule }) {
  return (
    <>
      {asks && <Asked asks={asks} />}
      <Section id="why" title="Why">
        <p className="max-w-prose text-ink-2">{why}</p>
      </Section>
      <Section id="fix" title="Remediation">
        <p className="mb-2 max-w-prose text-ink-2">{fix.summary}</p>
        {isFix(fix) && (
          <Tabs
            label="How to apply"
            tabs={[
              { label: 'AWS CLI', content: <Snippet name="AWS CLI" text={fix.cli} /> },
              { label: 'Terraform', content: <Snippet name="Terraform" text={fix.terraform} /> },
              { label: 'CloudFormation', content: <Snippet name="CloudFormation" text={fix.cloudformation} /> },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function isFix(fix: Rule['fix']): fix is Fix {
  return 'cli' in fix
}
