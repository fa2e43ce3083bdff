import type { Count } from '#lib/data/page.ts'

/** "155", or "10000+" where counting stopped. */
export function countText({ count, more }: Count): string {
  return more ? `${count}+` : String(count)
}
