import { cookies } from 'next/headers'
import { parseTheme, type Theme, themeCookie } from '#components/shell/theme.ts'

/** The reader's theme. The page is rendered in it, so no script runs before the first paint and nothing flashes. */
export async function readTheme(): Promise<Theme> {
  const jar = await cookies()
  return parseTheme(jar.get(themeCookie)?.value)
}
