import { policyLine } from '#app/_lib/words.ts'
import { GapNotice } from '#components/page/gaps.tsx'
import { Section } from '#components/page/section.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { UnknownCause } from '../subject-lists.ts'

/** How many names stand in a sentence. */
const named = 4

/** Why some subjects could not be judged, and what to do about it. */
export function Unknowns({ count, causes }: { count: number; causes: readonly UnknownCause[] }) {
  if (causes.length === 0) return null
  return (
    <Section id="unknown" title={`${count} unknown`}>
      <div className="grid gap-2">
        {causes.map(({ action, cause, regions, denied, names }) => (
          <GapNotice key={`${action} ${cause}`}>
            <p>
              <Names names={names} />: {action ? <span className="mono">{action}</span> : cause}
              {action && ` was not answered in ${regions.join(', ')} (${cause}).`}
            </p>
            {action && denied && (
              <p>
                Let the role call it, then scan again.{' '}
                <CopyButton value={policyLine(action)} label="Copy policy line" />
              </p>
            )}
          </GapNotice>
        ))}
      </div>
    </Section>
  )
}

function Names({ names }: { names: readonly string[] }) {
  const left = names.length - named
  return (
    <>
      <span className="mono">{names.slice(0, named).join(', ')}</span>
      {left > 0 && ` and ${left} more`}
    </>
  )
}
