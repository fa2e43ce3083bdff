import Link from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to a page of the product. What it leads to is read when it is opened: a list has a hundred links, and to read ahead
 * would ask the database for a hundred pages that nobody opens.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />
}
