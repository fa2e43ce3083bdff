import { CopyButton } from '#components/ui/copy-button.tsx'

/** How many characters of the end always show. tags.css reserves the same length. */
const endLength = 20

/**
 * An ARN or another long id. When there is no room its middle gives way, never its end; the whole of it stays in the
 * page, so that selecting it, searching for it and reading it aloud all give the whole. `what` names it on the button.
 */
export function Arn({ arn, copy = true, what = 'ARN' }: { arn: string; copy?: boolean; what?: string }) {
  const cut = Math.max(0, arn.length - endLength)
  return (
    <span className="arn" title={arn}>
      <span className="arn-text">
        <span className="arn-head">{arn.slice(0, cut)}</span>
        {arn.slice(cut)}
      </span>
      {copy && <CopyButton value={arn} what={what} />}
    </span>
  )
}
