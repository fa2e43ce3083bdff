import { grouped } from '#components/score/format.ts'
import { PageLink } from '#components/ui/page-link.tsx'

export type StateTab = { label: string; href: string; count?: number | string; current: boolean }

/** A list cut by state: links with counts, so that every state has an address. */
export function StateTabs({ label, tabs }: { label: string; tabs: StateTab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <PageLink key={tab.href} href={tab.href} scroll={false} aria-current={tab.current ? 'page' : undefined}>
          {tab.label} {tab.count !== undefined && <span className="n">{grouped(tab.count)}</span>}
        </PageLink>
      ))}
    </nav>
  )
}
