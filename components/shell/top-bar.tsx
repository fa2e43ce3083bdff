import { percent } from '#components/score/format.ts'
import { ChangeTag } from '#components/tags/change-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { MenuButton, MenuLink, MenuTitle } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { ScopeMenu } from './scope-menu.tsx'
import { SearchBox } from './search-box.tsx'
import type { ShellData } from './shell-data.ts'
import { ThemeMenu } from './theme-menu.tsx'

/** Always in sight: what the numbers cover, how old they are, what they leave out. */
export function TopBar({ data, signOut }: { data: ShellData; signOut: () => Promise<void> }) {
  return (
    <header className="top">
      {data.notice && <ChangeTag kind="plain" text={data.notice} />}
      {data.scope.accounts.length > 0 && <ScopeMenu scope={data.scope} />}
      <Facts {...data} />
      <SearchBox action={data.searchHref} />
      <ThemeMenu theme={data.theme} />
      <Popover id="user-menu" trigger={data.user.name} end>
        <MenuTitle>{data.user.role}</MenuTitle>
        {data.user.links.map(({ label, href }) => (
          <MenuLink key={href} href={href}>
            {label}
          </MenuLink>
        ))}
        <form action={signOut}>
          <MenuButton type="submit">Sign out</MenuButton>
        </form>
      </Popover>
    </header>
  )
}

function Facts({ lastScan, coverage, runningScan, now }: ShellData) {
  return (
    <>
      {lastScan ? (
        <TextLink href={lastScan.href} plain className="fact">
          Scanned <RelativeTime at={lastScan.at} now={now} />
        </TextLink>
      ) : (
        <span className="fact">Not scanned yet</span>
      )}
      {coverage && (
        <TextLink href={coverage.href} plain className="fact">
          Coverage {percent(coverage.percent)}
          {coverage.unknown > 0 && (
            <>
              , <span className="text-unknown">{coverage.unknown} unknown</span>
            </>
          )}
        </TextLink>
      )}
      {runningScan && (
        <TextLink href={runningScan.href} plain className="fact opt">
          {runningScan.text}
        </TextLink>
      )}
    </>
  )
}
