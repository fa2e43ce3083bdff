/** Follow the system, or one theme for good. */
export type Theme = 'system' | 'light' | 'dark'

/** Holds "light" or "dark"; absent means the system decides. Not a secret and not a session: scripts may write it. */
export const themeCookie = 'tidewaiter-theme'

export const themes: { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

/** The theme in a cookie's value; anything else than ours is "system". */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
