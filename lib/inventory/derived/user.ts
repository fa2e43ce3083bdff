/** `root`, `0`, `0:0`, `root:root`: the part before the colon decides, and without one it is root; the group does not. */
export function isRootUser(user: string): boolean {
  const name = user.split(':')[0]?.trim() ?? ''
  return name === '' || name === 'root' || /^0+$/.test(name)
}
