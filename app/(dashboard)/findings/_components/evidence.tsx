import { policyLine } from '#app/_lib/words.ts'
import { EvidenceExcerpt } from '#components/code/evidence-excerpt.tsx'
import { Facts } from '#components/page/facts.tsx'
import { GapNotice } from '#components/page/gaps.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { evidenceOf } from '../evidence.ts'

/** What the check saw; for what could not be judged, the call that did not answer and what would let it. */
export function EvidenceView({ finding }: { finding: FindingDetail }) {
  const { blocks, facts } = evidenceOf(finding)
  return (
    <div className="grid gap-3">
      {finding.status === 'unknown' && <Unknown finding={finding} />}
      {blocks.map((block) => (
        <EvidenceExcerpt key={block.source} {...block} />
      ))}
      {facts.length > 0 && <Facts facts={facts.map(({ name, value }) => ({ term: name, value }))} />}
    </div>
  )
}

function Unknown({ finding: { gaps } }: { finding: FindingDetail }) {
  return (
    <GapNotice>
      <p className="font-medium">This could not be judged, so it is not counted as a pass.</p>
      {gaps.map(({ action, region, reason, errorCode, resource }) => (
        <div key={`${action} ${region} ${resource}`} className="grid gap-1">
          <p>
            <span className="mono">{action}</span> was {gapWords[reason]}{' '}
            {region === 'global' ? 'for the whole account' : `in ${region}`}
            {errorCode && ` (${errorCode})`}
            {resource && `: ${resource}`}.
          </p>
          {reason === 'denied' && (
            <p className="flex flex-wrap items-center gap-2">
              Add to the role’s policy: <code className="mono">{policyLine(action)}</code>
              <CopyButton value={policyLine(action)} label="Copy line" what={`for ${action}`} />
            </p>
          )}
        </div>
      ))}
    </GapNotice>
  )
}

const gapWords: Readonly<Record<FindingDetail['gaps'][number]['reason'], string>> = {
  denied: 'denied',
  throttled: 'throttled; the next scan tries again',
  expired: 'cut short because the credentials expired',
  failed: 'not answered',
  'region-disabled': 'not possible because the region is off',
  malformed: 'answered in a form that cannot be read',
}
