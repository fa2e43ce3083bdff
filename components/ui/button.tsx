import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { PageLink } from '#components/ui/page-link.tsx'

/** One primary button a view; quiet is a button that looks like text; danger destroys something. */
export type ButtonKind = 'normal' | 'primary' | 'quiet' | 'danger'

export function buttonClass(kind: ButtonKind, className?: string): string {
  return clsx('btn', kind !== 'normal' && `btn-${kind}`, className)
}

export function Button({
  kind = 'normal',
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { kind?: ButtonKind }) {
  return <button type={type} className={buttonClass(kind, className)} {...rest} />
}

/** A button that fetches a file: an ordinary link, so that the browser saves what comes. */
export function DownloadButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={buttonClass('normal')} href={href} download>
      {children}
    </a>
  )
}

/** A button that goes somewhere is a link and behaves like one. */
export function LinkButton({
  kind = 'normal',
  className,
  ...rest
}: ComponentProps<typeof PageLink> & { kind?: ButtonKind }) {
  return <PageLink className={buttonClass(kind, className)} {...rest} />
}
