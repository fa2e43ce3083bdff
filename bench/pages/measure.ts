/** Milliseconds of each request, in ascending order: `concurrent` are under way at any time. */
export async function measure(
  requests: readonly (() => Promise<unknown>)[],
  concurrent: number,
): Promise<readonly number[]> {
  const millis: number[] = []
  const waiting = requests[Symbol.iterator]()
  const lane = async () => {
    for (const request of waiting) {
      const startedAt = performance.now()
      await request()
      millis.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: concurrent }, lane))
  return millis.toSorted((a, b) => a - b)
}

/** The value that a share of the sorted ones does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
