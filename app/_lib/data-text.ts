/** "640 B", "12 kB", "3.4 MB", "1.2 GB". */
export function dataText(bytes: number): string {
  if (bytes < 1_000) return `${bytes}\u00a0B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)}\u00a0kB`
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`
  return `${(bytes / 1_000_000_000).toFixed(1)}\u00a0GB`
}
