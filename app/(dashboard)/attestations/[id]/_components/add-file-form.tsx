'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { FileField } from '../../_components/file-field.tsx'
import { addFileAction } from '../../actions.ts'

export function AddFileForm({ id }: { id: number }) {
  const [{ error, result }, action] = useActionState(addFileAction, {})
  return (
    <form action={action} className="mt-3 grid max-w-160 gap-2">
      <input type="hidden" name="id" value={id} />
      <FileField />
      {error && <Message tone="error">{error}</Message>}
      {result && !result.added && <Message tone="error">Choose a file first.</Message>}
      {result?.added && <Message tone="success">The file is kept with the answer.</Message>}
      <SubmitButton busy="Sending ..." className="justify-self-start">
        Add the file
      </SubmitButton>
    </form>
  )
}
