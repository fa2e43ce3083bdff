import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { countOtherApprovers } from '#lib/data/exceptions/approvers.ts'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { InviteSecond } from '../../_components/invite-second.tsx'
import { kindWords, scopeWords, subjectOf } from '../exception-words.ts'
import { ApproveOrRefuse } from './decide-forms.tsx'

/** What waits for a second person: who asked, why, and the decision for whoever may make it. */
export function Waiting({ viewer, rows, now }: { viewer: Viewer; rows: readonly ExceptionRow[]; now: Date }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((exception) => (
        <li key={exception.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
          <div className="min-w-0 flex-1 basis-80">
            <p className="wrap-anywhere">
              <SeverityTag severity={exception.severity} />{' '}
              <TextLink href={`/exceptions/${exception.id}`} plain className="font-medium">
                {subjectOf(exception)}
              </TextLink>{' '}
              <span className="text-ink-2">
                {scopeWords(exception)}, {kindWords[exception.kind].toLowerCase()}
              </span>
            </p>
            <p className="text-sm wrap-anywhere text-ink-2">
              Asked by {exception.requested.by.name} <RelativeTime at={exception.requested.at} now={now} />: “
              {exception.reason}” Hides nothing until then.
            </p>
          </div>
          <SecondPerson viewer={viewer} exception={exception} />
        </li>
      ))}
    </ul>
  )
}

/** The decision, or who can make it: nobody approves what they asked for. */
export async function SecondPerson({ viewer, exception }: { viewer: Viewer; exception: ExceptionRow }) {
  const { id, requested, scope } = exception
  const isOwn = requested.by.id === viewer.userId
  const reaches = viewer.accounts === 'all' || (scope.account !== undefined && viewer.accounts.includes(scope.account))
  if (can(viewer, 'approve-exception') && !isOwn && reaches) return <ApproveOrRefuse id={id} />
  const others = reaches ? await countOtherApprovers(viewer, requested.by.id, scope.account) : undefined
  return (
    <p className="max-w-72 text-sm text-ink-2">
      {others === 0 ? (
        <>
          Nobody else can approve it: <InviteSecond viewer={viewer} />
        </>
      ) : (
        'A different auditor or an administrator decides.'
      )}
    </p>
  )
}
