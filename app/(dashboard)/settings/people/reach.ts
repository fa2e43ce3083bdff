import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_lib/viewer.ts'
import { managesPeople } from '#lib/data/people/reach.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/** The viewer, who manages people; to everybody else these pages are not there. */
export async function requireManager(): Promise<Viewer> {
  const viewer = await requireViewer()
  if (!managesPeople(viewer)) notFound()
  return viewer
}
