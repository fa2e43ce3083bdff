'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { verifyAccountAction } from '../actions.ts'
import { VerifyResult } from './verify-result.tsx'

/** The third step: tries the account, says what it found, and starts the first scan. */
export function VerifyStep({
  id,
  alias,
  roleArn,
  lastError,
  hasTried,
}: {
  id: string
  alias: string
  roleArn?: string
  /** Why it failed the last time. */
  lastError?: string
  hasTried: boolean
}) {
  const [{ typed, error: newError, result }, action, pending] = useActionState(verifyAccountAction, {})
  const error = newError ?? (result ? undefined : lastError)
  const done = result?.scan !== undefined
  return (
    <div className="grid gap-4">
      {!done && (
        <form action={action} className="grid gap-3">
          <input type="hidden" name="id" value={id} />
          {roleArn && (
            <Field id="role-arn" label="Role ARN" error={error} hint="Correct it if the role has another name or path.">
              <span className="flex max-w-180 gap-2 max-md:flex-wrap">
                <Input
                  id="role-arn"
                  name="roleArn"
                  className="mono"
                  required
                  spellCheck={false}
                  autoComplete="off"
                  defaultValue={typed?.roleArn ?? roleArn}
                  aria-describedby={describedBy('role-arn')}
                  aria-invalid={error !== undefined}
                />
                <VerifyButton again={hasTried || error !== undefined || result !== undefined} />
              </span>
            </Field>
          )}
          {!roleArn && (
            <>
              {error && <Message tone="error">{error}</Message>}
              <span>
                <VerifyButton again={hasTried || error !== undefined || result !== undefined} />
              </span>
            </>
          )}
        </form>
      )}
      {pending && (
        <p role="status" className="text-sm text-ink-2">
          Trying the role and every permission. This takes up to half a minute.
        </p>
      )}
      {result && !pending && <VerifyResult id={id} alias={alias} roleArn={roleArn} result={result} />}
    </div>
  )
}

function VerifyButton({ again }: { again: boolean }) {
  return (
    <SubmitButton kind="primary" busy="Verifying ...">
      {again ? 'Verify again' : 'Verify'}
    </SubmitButton>
  )
}
