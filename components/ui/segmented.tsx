import type { ReactNode } from 'react'
import { PageLink } from '#components/ui/page-link.tsx'

export type SegmentLink = { label: ReactNode; href: string; current: boolean }

/** A short choice in the address: how a list is grouped, which state it shows. `label` says what is chosen. */
export function Segmented({ label, options }: { label: string; options: SegmentLink[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {options.map((option) => (
        <PageLink
          key={option.href}
          href={option.href}
          scroll={false}
          aria-current={option.current ? 'true' : undefined}
        >
          {option.label}
        </PageLink>
      ))}
    </nav>
  )
}

/** The same choice as a field of a form: radio buttons under a legend. */
export function SegmentedField({
  legend,
  name,
  options,
  defaultValue,
}: {
  legend: string
  name: string
  options: { label: string; value: string }[]
  defaultValue: string
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-ink-2">{legend}</legend>
      <div className="seg">
        {options.map(({ label, value }) => (
          <label key={value}>
            <input className="sr-only" type="radio" name={name} value={value} defaultChecked={value === defaultValue} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
