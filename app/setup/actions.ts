'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { newPassword } from '#app/_lib/new-password.ts'
import { setCookies } from '#app/_lib/set-cookies.ts'
import { AuthError } from '#lib/auth/errors.ts'
import { redeemSetupLink } from '#lib/auth/setup-link.ts'
import { signIn } from '#lib/auth/sign-in.ts'

const fields = z.object({
  token: z.string(),
  name: z.string().trim().min(1, 'Say what you are called.').max(100, 'Use at most 100 characters for the name.'),
  email: z.email('Give an e-mail address such as you@example.com.').trim().toLowerCase(),
  password: newPassword,
})

export interface SetupState {
  error?: string
  name?: string
  email?: string
}

/** Creates the administrator of a one-time link and signs them in. */
export async function setupAction(_: SetupState, form: FormData): Promise<SetupState> {
  const given = Object.fromEntries(form)
  const typed = { name: String(given.name ?? ''), email: String(given.email ?? '') }
  const parsed = fields.safeParse(given)
  if (!parsed.success) return { ...typed, error: parsed.error.issues[0]?.message }
  const { token, ...person } = parsed.data
  try {
    await redeemSetupLink(token, person)
    await setCookies(await signIn(person, await headers()))
  } catch (error) {
    if (error instanceof AuthError) return { ...typed, error: error.message }
    throw error
  }
  redirect('/')
}
