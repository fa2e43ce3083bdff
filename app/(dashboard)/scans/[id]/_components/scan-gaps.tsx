import { CodeBlock } from '#components/code/code-block.tsx'
import { TwoColumns } from '#components/page/columns.tsx'
import { GapList } from '#components/page/gaps.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScanDetail } from '#lib/data/scans.ts'
import { gapsByAction, missingStatement } from '../gaps.ts'

/** What could not be read, and the statement that the role lacks. */
export function ScanGaps({ scan, roleName, isLatest }: { scan: ScanDetail; roleName?: string; isLatest: boolean }) {
  const gaps = gapsByAction(scan.gaps)
  const missing = missingStatement(scan.gaps)
  const unknown = counted(scan.outcomes?.unknown ?? 0, 'outcome')
  return (
    <Section
      id="gaps"
      title={gaps.length === 0 ? 'No gaps' : counted(scan.gaps.length, 'gap')}
      note={
        (scan.outcomes?.unknown ?? 0) > 0 &&
        (isLatest ? (
          <TextLink href={`/findings?tab=unknown&account=${scan.account.id}`} plain>
            {unknown} unknown
          </TextLink>
        ) : (
          `${unknown} unknown`
        ))
      }
    >
      {gaps.length === 0 ? (
        <p className="text-ink-2">
          Everything the checks ask for could be read.
          {(scan.outcomes?.unknown ?? 0) > 0 &&
            ' What is unknown could not be judged from it all the same; each says why.'}
        </p>
      ) : missing ? (
        <TwoColumns>
          <GapList gaps={gaps} />
          <CodeBlock
            label="Statement to add to the role"
            head={
              <>
                <span className="title">
                  Add to {roleName ? `role ${roleName}` : 'the policy of the server’s credentials'}
                </span>
                <span className="copies">
                  <CopyButton value={missing.text} label="Copy statement" />
                </span>
              </>
            }
            lines={missing.text.split('\n').map((text, index) => ({ number: index + 1, text }))}
          />
        </TwoColumns>
      ) : (
        <GapList gaps={gaps} />
      )}
    </Section>
  )
}
