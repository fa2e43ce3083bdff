import { TextLink } from '#components/ui/link.tsx'

export type Hidden = { text: string; href: string }

/** What a list or a count leaves out, counted: "Not in these counts: 14 under exception, 17 unknown". Nothing left out: nothing shown. */
export function HiddenLine({ label, hidden }: { label: string; hidden: Hidden[] }) {
  if (hidden.length === 0) return null
  return (
    <p className="hiddenline">
      <span>{label}:</span>
      {hidden.map(({ text, href }) => (
        <TextLink key={href} href={href} plain>
          {text}
        </TextLink>
      ))}
    </p>
  )
}
