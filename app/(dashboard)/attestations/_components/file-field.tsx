import { describedBy, Field, Input } from '#components/ui/field.tsx'

/** Evidence as a file: what it is decides its content, not its name. */
export function FileField() {
  return (
    <Field
      id="file"
      label="File as evidence"
      hint="PDF, PNG, JPEG, text, CSV, JSON, Word or Excel, 10 MB at most. Never put secrets or card data in it."
    >
      <Input
        id="file"
        name="file"
        type="file"
        className="h-auto py-1"
        accept=".pdf,.png,.jpg,.jpeg,.txt,.md,.log,.csv,.json,.docx,.xlsx"
        aria-describedby={describedBy('file')}
      />
    </Field>
  )
}
