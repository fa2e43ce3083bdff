import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/**
 * A labelled control with its hint and its error. Give the control the same `id`, `aria-describedby={describedBy(id)}`
 * and, with an error, `aria-invalid`.
 */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string
  label: string
  hint?: ReactNode
  /** One sentence that says what to do. */
  error?: string
  children: ReactNode
}) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      {children}
      <p
        id={describedBy(id)}
        className={clsx('text-sm', error ? 'text-fail' : 'text-ink-3', !error && !hint && 'hidden')}
      >
        {error ?? hint}
      </p>
    </div>
  )
}

/** The id of the text under the control `id`. */
export function describedBy(id: string): string {
  return `${id}-note`
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx('input', className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx('input', className)} {...rest} />
}

export function Select({
  options,
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'children'> & { options: readonly { value: string; label: string }[] }) {
  return (
    <select className={clsx('input', className)} {...rest}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
