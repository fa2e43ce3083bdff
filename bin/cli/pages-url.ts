import { UsageError } from './command.ts'

/**
 * Where people open the pages: TIDEWAITER_URL when they are published under a name of their own, else this machine.
 * @throws UsageError when TIDEWAITER_URL is no web address
 */
export function pagesUrl(port: number | string = process.env.PORT ?? 3000): string {
  const published = process.env.TIDEWAITER_URL
  if (!published) return `http://localhost:${port}`
  const url = URL.canParse(published) ? new URL(published) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  throw new UsageError(
    `TIDEWAITER_URL is "${published}", and must be an address such as https://tidewaiter.example.com.`,
  )
}
