import type { Instant } from '#components/time/format.ts'
import type { Theme } from './theme.ts'

/** What every page shows around its content. Plain data: the layout reads it once a request and passes it down. */
export type ShellData = {
  /** One clock a request; relative times count from it. */
  now: Instant
  theme: Theme
  /** Only pages that exist. */
  nav: NavGroup[]
  /** The accounts to choose from; the address says which one the pages are limited to. */
  accounts: ScopedAccount[]
  /** Of all accounts. */
  facts: ScopeFacts
  /** "prod scan running, 11 of 14" while a scan runs. */
  runningScan?: { text: string; href: string }
  /** Something true of this whole installation: "Demo: a sample estate". */
  notice?: string
  /** Where the search box sends its `q`. */
  searchHref: string
  user: { name: string; role: string; links: { label: string; href: string }[] }
}

export type NavGroup = {
  /** The first group has none. */
  title?: string
  items: NavItem[]
}

/** `note` is a count or a state: "155", "1 running". */
export type NavItem = { label: string; href: string; note?: string }

export type ScopedAccount = { id: string; alias?: string; facts: ScopeFacts }

/** How old and how complete the numbers of a scope are. */
export type ScopeFacts = {
  /** The oldest of the latest finished scans, or null before the first. `failing` counts accounts that do not answer. */
  lastScan: { at: Instant; href: string; failing: number } | null
  /** Null before the first scan. `percent` is 0 to 100, unrounded. */
  coverage: { percent: number; unknown: number; href: string } | null
}
