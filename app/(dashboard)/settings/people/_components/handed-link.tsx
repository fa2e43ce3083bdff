import { CopyButton } from '#components/ui/copy-button.tsx'

/** A link that is shown this once. */
export function HandedLink({ name, link, days }: { name: string; link: string; days: number }) {
  return (
    <div className="grid max-w-160 justify-items-start gap-2 rounded-md border border-line-strong bg-inset p-3">
      <p role="status">
        Give this link to {name}, and to nobody else: it is shown only now, works once, and for {days} days.
      </p>
      <p className="mono text-sm wrap-anywhere">{link}</p>
      <CopyButton kind="normal" value={link} label="Copy the link" />
    </div>
  )
}
