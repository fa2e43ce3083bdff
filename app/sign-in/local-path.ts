/** The page to go to after signing in: a path of this site only, else the start page. */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/'
  const base = 'http://here.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined
  return url?.origin === base ? `${url.pathname}${url.search}` : '/'
}
