import { ChangeTag } from '#components/tags/change-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { MenuButton, MenuLink, MenuTitle } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { ScopeFacts } from './scope-facts.tsx'
import { ScopeMenu } from './scope-menu.tsx'
import { SearchBox } from './search-box.tsx'
import type { ShellData } from './shell-data.ts'
import { ThemeMenu } from './theme-menu.tsx'

/** Always in sight: what the numbers cover, how old they are, what they leave out. */
export function TopBar({ data, signOut }: { data: ShellData; signOut: () => Promise<void> }) {
  return (
    <header className="top">
      {data.notice && <ChangeTag kind="plain" text={data.notice} />}
      {data.accounts.length > 0 && <ScopeMenu accounts={data.accounts} />}
      <ScopeFacts facts={data.facts} accounts={data.accounts} now={data.now} />
      {data.runningScan && (
        <TextLink href={data.runningScan.href} plain className="fact opt">
          {data.runningScan.text}
        </TextLink>
      )}
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
