import { grouped } from '#components/score/format.ts'
import type { Count } from '#lib/data/page.ts'

/** "155", or "10,000+" where counting stopped. */
export function countText({ count, more }: Count): string {
  return more ? `${grouped(count)}+` : grouped(count)
}
