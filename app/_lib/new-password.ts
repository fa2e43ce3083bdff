import { z } from 'zod'
import { passwordLength } from '#lib/auth/password.ts'

const { min, max } = passwordLength

/** A password that is chosen. */
export const newPassword = z
  .string()
  .min(min, `Choose a password of at least ${min} characters.`)
  .max(max, `Choose a password of at most ${max} characters.`)
