'use client'

import { useState } from 'react'
import { MenuButton } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { type Theme, themeCookie, themes } from './theme.ts'

const year = 365 * 24 * 60 * 60

/** Takes effect at once and is remembered in a cookie, so the server renders the next page in it without a flash. */
function applyTheme(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context, which a first start on a local network is not
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${theme === 'system' ? 0 : year}; samesite=lax`
}

export function ThemeMenu({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme)
  return (
    <Popover id="theme-menu" trigger="Theme" end>
      {themes.map((option) => (
        <MenuButton
          key={option.theme}
          pressed={option.theme === chosen}
          onClick={() => {
            applyTheme(option.theme)
            setChosen(option.theme)
          }}
        >
          {option.label}
        </MenuButton>
      ))}
    </Popover>
  )
}
