import { can, Forbidden, requirePermission, type Viewer } from '../viewer.ts'

/** Whoever is limited to some accounts does not manage people: they could let somebody in who sees more. */
export function managesPeople(viewer: Viewer): boolean {
  return can(viewer, 'administer') && viewer.accounts === 'all'
}

/** Throws Forbidden unless the viewer may manage people. */
export function requirePeople(viewer: Viewer): void {
  requirePermission(viewer, 'administer')
  if (managesPeople(viewer)) return
  throw new Forbidden('You may not see every account: people are managed by an administrator who does.')
}
