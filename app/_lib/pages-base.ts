import { headers } from 'next/headers'

/** Where people open the pages, for links to hand on: as they are published, else as this request came. */
export async function pagesBase(): Promise<string> {
  const published = process.env.TIDEWAITER_URL
  if (published) return published
  const given = await headers()
  return `${given.get('x-forwarded-proto') ?? 'http'}://${given.get('host') ?? 'localhost'}`
}
