import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { passwordLength } from '#lib/auth/password.ts'

/** Where a password is chosen. */
export function NewPasswordField() {
  return (
    <Field id="password" label="Password" hint={`At least ${passwordLength.min} characters; a sentence is good.`}>
      <Input
        id="password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        aria-describedby={describedBy('password')}
      />
    </Field>
  )
}
