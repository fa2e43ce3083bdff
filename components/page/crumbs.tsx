import { TextLink } from '#components/ui/link.tsx'

export type Crumb = { label: string; href?: string; mono?: boolean }

/** Where this page belongs; the last is the page itself. */
export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="crumbs">
        {crumbs.map(({ label, href, mono }) => (
          <li key={label} className={mono ? 'mono' : undefined}>
            {href ? (
              <TextLink href={href} plain>
                {label}
              </TextLink>
            ) : (
              <span aria-current="page">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
