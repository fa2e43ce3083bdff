import { Forbidden, requirePermission, type Viewer } from '../viewer.ts'

/**
 * Throws Forbidden unless the viewer may manage people. Whoever is limited to some accounts could otherwise let somebody
 * in who sees more.
 */
export function requirePeople(viewer: Viewer): void {
  requirePermission(viewer, 'administer')
  if (viewer.accounts === 'all') return
  throw new Forbidden('You may not see every account: people are managed by an administrator who does.')
}
