import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** What the server sends for an element. */
export function html(element: ReactElement): string {
  return renderToStaticMarkup(element)
}

/** What is read: the text without its tags, spaces joined, and without what is hidden from assistive technology. */
export function spoken(element: ReactElement): string {
  return html(element)
    .replace(/<(\w+)[^>]*aria-hidden="true"[^>]*>.*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
