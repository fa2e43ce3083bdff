import { PageLink } from '#components/ui/page-link.tsx'

/** One filter in force: "Status fail", and the link to the list without it. */
export function FilterChip({ name, value, removeHref }: { name: string; value: string; removeHref: string }) {
  return (
    <span className="chip">
      {name} <b className="truncate font-medium">{value}</b>
      <PageLink href={removeHref} scroll={false} aria-label={`Remove filter ${name} ${value}`}>
        ×
      </PageLink>
    </span>
  )
}
