/** What a link of the navigation is to the page at `path`: the page itself, the part above it, or neither. */
export function currentness(path: string | null, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  const above = href !== '/' && path?.startsWith(`${href}/`)
  return above ? 'true' : undefined
}
