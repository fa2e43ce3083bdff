import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { type SignedIn, signedIn } from '#lib/auth/session.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/** Who is looking; asked once a request, however many parts of the page want to know. */
export const currentUser = cache(async (): Promise<SignedIn | undefined> => signedIn(await headers()))

/** Who is looking. Visitors are sent to the sign-in page. */
export async function requireUser(): Promise<SignedIn> {
  return (await currentUser()) ?? redirect('/sign-in')
}

/** What the one who is looking may see and do; every read takes it. Visitors are sent to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  return (await requireUser()).viewer
}
