'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { newPassword } from '#app/_lib/new-password.ts'
import { setCookies } from '#app/_lib/set-cookies.ts'
import { AuthError } from '#lib/auth/errors.ts'
import { redeemPasswordLink } from '#lib/auth/password-link.ts'
import { signIn } from '#lib/auth/sign-in.ts'

const fields = z.object({ token: z.string(), password: newPassword })

export interface JoinState {
  error?: string
}

/** Gives whoever was handed the link the password they chose, and signs them in. */
export async function joinAction(_: JoinState, form: FormData): Promise<JoinState> {
  const parsed = fields.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { error: parsed.error.issues[0]?.message }
  const { token, password } = parsed.data
  try {
    const email = await redeemPasswordLink(token, password)
    await setCookies(await signIn({ email, password }, await headers()))
  } catch (error) {
    if (error instanceof AuthError) return { error: error.message }
    throw error
  }
  redirect('/')
}
