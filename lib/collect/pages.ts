import type { CollectContext } from './collector.ts'
import { CallError } from './failure.ts'
import { type InputOf, iamActionOf, type OutputOf } from './services.ts'

/** A list that AWS answers page by page: how to ask for a page, what it holds, and the token of the next. */
export interface Listing<A extends string, T> {
  action: A
  input(token: string | undefined): InputOf<A>
  items(output: OutputOf<A>): readonly T[] | undefined
  next(output: OutputOf<A>): string | undefined
}

/** More pages than any list has: 100,000 pages of 100 are ten million resources. */
const mostPages = 100_000

/**
 * Every page to the end.
 * @throws CallError, also (malformed) when AWS repeats a token, which would go on for ever
 */
export async function* pages<A extends string, T>(
  { call, region }: Pick<CollectContext, 'call' | 'region'>,
  listing: Listing<A, T>,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>()
  let token: string | undefined
  for (;;) {
    const output = await call(listing.action, listing.input(token))
    yield listing.items(output) ?? []
    token = listing.next(output) || undefined
    if (token === undefined) return
    if (seen.has(token) || seen.size > mostPages) {
      throw new CallError(iamActionOf(listing.action), region, { kind: 'malformed', code: 'RepeatedToken' })
    }
    seen.add(token)
  }
}

/**
 * Every item of a list; what a later page repeats is given once.
 * @throws CallError when any page fails: for records that mean nothing by half
 */
export async function listAll<A extends string, T>(
  context: Pick<CollectContext, 'call' | 'region'>,
  listing: Listing<A, T>,
): Promise<T[]> {
  const found: T[] = []
  const earlier = new Set<string>()
  for await (const page of pages(context, listing)) {
    const read = page.map((item) => ({ item, text: JSON.stringify(item) }))
    found.push(...read.flatMap(({ item, text }) => (earlier.has(text) ? [] : [item])))
    for (const { text } of read) earlier.add(text)
  }
  return found
}
