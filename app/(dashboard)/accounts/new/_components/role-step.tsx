import { Snippet } from '#components/code/snippet.tsx'
import { Arn } from '#components/resource/arn.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Message } from '#components/ui/message.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { cliCommands, roleTemplate, terraformCommands } from '../role-commands.ts'

/** The second step: the role to create, with what its trust policy has to say. */
export function RoleStep({
  externalId,
  principal,
}: {
  /** Shown until the account has been verified for the first time. */
  externalId?: string
  principal: { arn: string } | { sentence: string }
}) {
  const trusted = 'arn' in principal ? principal.arn : undefined
  return (
    <div className="grid content-start gap-3">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1 max-md:grid-cols-1">
        <dt className="text-ink-2">External id</dt>
        <dd>
          {externalId ? (
            <span className="flex flex-wrap items-center gap-2">
              <span className="mono wrap-anywhere">{externalId}</span>
              <CopyButton value={externalId} what="external id" />
              <span className="text-sm text-ink-3">shown until the role is verified, then never again</span>
            </span>
          ) : (
            <span className="text-ink-2">
              was shown when the account was added; the trust policy of the role holds it
            </span>
          )}
        </dd>
        <dt className="text-ink-2">Trusted identity</dt>
        <dd>
          {trusted ? <Arn arn={trusted} /> : <span className="text-ink-2">the identity this server will run as</span>}
        </dd>
      </dl>
      {'sentence' in principal && <Message tone="error">{principal.sentence}</Message>}
      <Tabs
        label="How to create the role"
        tabs={[
          { label: 'AWS CLI', content: <Snippet name="AWS CLI" text={cliCommands(externalId, trusted)} /> },
          {
            label: 'CloudFormation',
            content: <Template name="CloudFormation" text={roleTemplate('cloudformation')} />,
          },
          {
            label: 'Terraform',
            content: (
              <div className="grid gap-3">
                <Snippet name="Terraform commands" text={terraformCommands(externalId, trusted)} />
                <Template name="Terraform" text={roleTemplate('terraform')} />
              </div>
            ),
          },
        ]}
      />
    </div>
  )
}

/** A long text that scrolls in its own place, so that what comes after it stays near. */
function Template({ name, text }: { name: string; text: string }) {
  return (
    <div className="max-h-90 overflow-y-auto">
      <Snippet name={name} text={text} />
    </div>
  )
}
