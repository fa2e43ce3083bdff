'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { setCookies } from '#app/_lib/set-cookies.ts'
import { AuthError } from '#lib/auth/errors.ts'
import { signIn, signOut } from '#lib/auth/sign-in.ts'
import { localPath } from './local-path.ts'

const fields = z.object({ email: z.string().trim(), password: z.string(), next: z.string().optional() })

export interface SignInState {
  error?: string
  email?: string
}

/** Signs in and goes on to where the visitor was headed. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const { email, password, next } = fields.parse(Object.fromEntries(form))
  try {
    await setCookies(await signIn({ email, password }, await headers()))
  } catch (error) {
    if (error instanceof AuthError) return { error: error.message, email }
    throw error
  }
  redirect(localPath(next))
}

export async function signOutAction(): Promise<void> {
  await setCookies(await signOut(await headers()))
  redirect('/sign-in')
}
