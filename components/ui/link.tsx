import type { ReactNode } from 'react'
import { PageLink } from '#components/ui/page-link.tsx'

/** A link within text. `plain` leaves the colour of the text around it, for names in tables and numbers. */
export function TextLink({
  href,
  plain = false,
  className,
  children,
}: {
  href: string
  plain?: boolean
  className?: string
  children: ReactNode
}) {
  const classes = [plain ? undefined : 'link', className].filter(Boolean).join(' ')
  return (
    <PageLink href={href} className={classes || undefined}>
      {children}
    </PageLink>
  )
}

/** A link that leaves the product: the AWS console, a document. Opens in place; sends no referrer. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} rel="noreferrer noopener">
      {children}
    </a>
  )
}
