import { Section } from '#components/page/section.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { utcDay } from '#components/time/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { exceptionsOf } from '#lib/data/exceptions/list.ts'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { listAssignees } from '#lib/data/triage/people.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { kindWords } from '../../../exceptions/exception-words.ts'
import { triageText } from '../../finding-words.ts'
import { TriageForm } from './triage-form.tsx'

/** What people decided about a finding: whether it is accepted, who has it and how far it is; and the way to decide. */
export async function Decisions({ viewer, finding }: { viewer: Viewer; finding: FindingDetail }) {
  // What never failed in use has no life of its own, and nothing to decide.
  if (finding.state === 'none') return null
  const [exceptions, people] = await Promise.all([
    exceptionsOf(viewer, finding),
    can(viewer, 'triage') ? listAssignees(viewer, [finding.account.id]) : [],
  ])
  const standing = exceptions.filter(({ state }) => state === 'active' || state === 'pending')
  const mayAsk = can(viewer, 'request-exception') && finding.state === 'open' && finding.status === 'fail'
  return (
    <>
      {(standing.length > 0 || mayAsk) && (
        <Section id="exception" title="Exception" first>
          <div className="grid justify-items-start gap-2">
            {standing.map((exception) => (
              <Standing key={exception.id} exception={exception} />
            ))}
            {mayAsk && <LinkButton href={`/exceptions/new?finding=${finding.id}`}>Ask for an exception</LinkButton>}
          </div>
        </Section>
      )}
      <Section id="triage" title="Triage" first>
        {can(viewer, 'triage') ? (
          <TriageForm
            key={`${finding.triage} ${finding.assignee?.id} ${finding.events.length}`}
            id={finding.id}
            triage={finding.triage}
            assignee={finding.assignee}
            people={people}
            commentOnly={finding.state === 'resolved'}
          />
        ) : (
          <p className="text-ink-2">{triageText(finding) || 'Nobody has taken it up.'}</p>
        )}
      </Section>
    </>
  )
}

function Standing({ exception: { id, kind, state, expiresAt, reason } }: { exception: ExceptionRow }) {
  return (
    <div>
      <StatusTag
        status={state === 'active' ? 'excepted' : 'waiting'}
        text={state === 'active' ? kindWords[kind] : 'Waits for approval'}
      />
      <p>
        <TextLink href={`/exceptions/${id}`}>E-{id}</TextLink> until {utcDay(expiresAt)}
      </p>
      <p className="text-sm wrap-anywhere text-ink-2">{reason}</p>
    </div>
  )
}
