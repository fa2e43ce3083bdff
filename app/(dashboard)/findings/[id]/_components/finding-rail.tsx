import type { ReactNode } from 'react'
import { kindWord } from '#app/_lib/kinds.ts'
import { pillarWord } from '#app/_lib/words.ts'
import { Facts } from '#components/page/facts.tsx'
import { Section } from '#components/page/section.tsx'
import { Timeline } from '#components/page/timeline.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { utcDay } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { OutsideLink, TextLink } from '#components/ui/link.tsx'
import type { Check } from '#lib/checks/define-check.ts'
import type { EventKind, FindingDetail, FindingEvent } from '#lib/data/findings/detail.ts'
import { CopyLink } from '../../_components/copy-link.tsx'
import { eventText } from '../../finding-words.ts'
import { findingsHref } from '../../search-params.ts'
import { consoleHref } from '../console-href.ts'
import { controlFacts } from '../control-facts.ts'
import { fixTexts } from '../fix-texts.ts'
import { EventDetail } from './event-detail.tsx'

/** Facts and actions beside the finding: where it is, since when, what it touches. */
export function FindingRail({
  finding,
  check,
  decisions,
  now,
}: {
  finding: FindingDetail
  check: Check | undefined
  /** What people decided about it, and may. */
  decisions: ReactNode
  now: Date
}) {
  const controls = check ? controlFacts(check.controls) : []
  return (
    <>
      <div className="grid gap-2">
        {check && finding.state === 'open' && (
          <CopyButton kind="primary" value={fixTexts(check.fix, finding).cli} label="Copy fix commands" />
        )}
        <CopyLink path={`/findings/${finding.id}`} />
      </div>
      {decisions}
      <Facts facts={facts(finding, check, now)} />
      {finding.events.length > 0 && (
        <Section id="history" title="History" first>
          <Timeline
            narrow
            events={finding.events.map((event) => ({
              id: `${event.kind} ${event.at}`,
              at: event.at,
              text: <EventLink event={event} />,
              detail: <EventDetail event={event} />,
              tone: tones[event.kind],
            }))}
          />
        </Section>
      )}
      {controls.length > 0 && (
        <Section id="controls" title="Controls" first>
          <Facts facts={controls} />
        </Section>
      )}
    </>
  )
}

/** What happened, leading to the exception or the scan that it came from. */
function EventLink({ event }: { event: FindingEvent }) {
  const { exception, scan } = event
  const text = eventText(event)
  if (exception === undefined && scan === undefined) return text
  return (
    <TextLink href={exception === undefined ? `/scans/${scan}` : `/exceptions/${exception}`} plain>
      {text}
    </TextLink>
  )
}

const tones: Partial<Record<EventKind, 'fail' | 'pass'>> = {
  opened: 'fail',
  reopened: 'fail',
  'exception-ended': 'fail',
  resolved: 'pass',
}

function facts(finding: FindingDetail, check: Check | undefined, now: Date) {
  const { subject, account, region, owner, firstSeen, lastScan } = finding
  const console = subject.arn && consoleHref(subject.arn)
  return [
    {
      term: 'Resource',
      value: (
        <>
          <TextLink href={`/resources/${finding.resource}`} className="wrap-anywhere">
            {subject.name}
          </TextLink>
          <span className="mt-1 flex flex-wrap gap-2">
            <CopyButton value={subject.arn ?? subject.id} label={subject.arn ? 'Copy ARN' : 'Copy id'} />
            {console && <OutsideLink href={console}>AWS console</OutsideLink>}
          </span>
        </>
      ),
    },
    { term: 'Kind', value: kindWord(subject.type) },
    { term: 'Account', value: <AccountRegion alias={account.alias} id={account.id} /> },
    { term: 'Region', value: region },
    { term: 'Owner', value: owner ?? <span className="text-ink-3">no owner tag</span> },
    ...(firstSeen ? [{ term: 'First seen', value: utcDay(firstSeen) }] : []),
    ...(lastScan
      ? [
          {
            term: 'Checked',
            value: (
              <TextLink href={`/scans/${lastScan.id}`} plain>
                <RelativeTime at={lastScan.at} now={now} />, scan {lastScan.id}
              </TextLink>
            ),
          },
        ]
      : []),
    {
      term: 'Check',
      value: (
        <TextLink href={findingsHref({ check: [finding.check] })} plain className="mono wrap-anywhere">
          {finding.check}
        </TextLink>
      ),
    },
    { term: 'Pillar', value: pillarWord(finding.pillar) },
    ...(check ? [{ term: 'Guide', value: guideWords(check.guide) }] : []),
  ]
}

function guideWords({ section, page }: Check['guide']): string {
  return page === undefined ? section : `p. ${page}, ${section}`
}
