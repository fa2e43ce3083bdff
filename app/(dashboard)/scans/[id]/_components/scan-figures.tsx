import { changeText, outcomeCounts, scanLength } from '#app/_lib/scan-words.ts'
import { Figures } from '#components/page/facts.tsx'
import { counted, percent } from '#components/score/format.ts'
import { Score, shownScore } from '#components/score/score.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { RevisionCount } from '#lib/data/collecting/revisions.ts'
import type { ScanDetail } from '#lib/data/scans.ts'

interface Props {
  scan: ScanDetail
  /** The findings are its own, so its counts lead to them. */
  isLatest: boolean
  /** How far reading of the account's registered revisions is. */
  revisions?: RevisionCount
  now: Date
}

/** What a stored scan came to. */
export function ScanFigures({ scan, isLatest, revisions, now }: Props) {
  const { coverage, grade, previous, calls, checkSet } = scan
  const value = { score: scan.score ?? null, coverage: coverage ?? 0 }
  const before = previous && shownScore({ score: previous.score ?? null, coverage: previous.coverage ?? 0 })
  const comparable = !scan.partial && previous?.checkSet?.hash === checkSet?.hash
  const delta = typeof before === 'number' && comparable ? (scan.score ?? 0) - before : undefined
  return (
    <Figures
      figures={[
        {
          title: 'Score',
          content: (
            <Score value={value} delta={delta === 0 ? undefined : delta}>
              {grade && <span className="text-sm text-ink-2">grade {grade}</span>}
            </Score>
          ),
        },
        {
          title: 'Coverage',
          content: (
            <>
              <Big text={coverage === undefined ? '–' : percent(coverage)} />
              {revisions && (
                <p className="text-sm text-ink-2">
                  {revisions.read} of {counted(revisions.registered, 'registered revision')} read
                </p>
              )}
            </>
          ),
        },
        {
          title: 'Outcomes',
          content: (
            <ul>
              {outcomeCounts(scan).map(({ status, text, href }) => (
                <li key={status}>
                  {isLatest ? (
                    <TextLink href={href} plain>
                      <StatusTag status={status} text={text} />
                    </TextLink>
                  ) : (
                    <StatusTag status={status} text={text} />
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        {
          title: previous ? `Since scan ${previous.id}` : 'Changes',
          content: (
            <>
              <p>{changeText(scan) ?? 'not compared'}</p>
              {previous && (
                <p className="text-sm text-ink-2">
                  <TextLink href={`/scans/${previous.id}`}>Scan {previous.id}</TextLink>
                  {!comparable && (scan.partial ? ', a part of it' : ', other checks')}
                </p>
              )}
            </>
          ),
        },
        {
          title: 'Calls',
          content: (
            <>
              <p>{calls?.total ?? 0}</p>
              <p className="text-sm text-ink-2">
                {calls?.retried ?? 0} retried, {calls?.throttled ?? 0} throttled, {calls?.denied ?? 0} denied,{' '}
                {calls?.failed ?? 0} failed
              </p>
            </>
          ),
        },
        {
          title: 'Took',
          content: (
            <>
              <p>{scanLength(scan, now)}</p>
              <p className="text-sm text-ink-2">
                {counted(scan.regions.length, 'region')}
                {checkSet && `, ${counted(checkSet.count, 'check')}`}
              </p>
            </>
          ),
        },
      ]}
    />
  )
}

function Big({ text }: { text: string }) {
  return (
    <p className="score">
      <b>{text}</b>
    </p>
  )
}
