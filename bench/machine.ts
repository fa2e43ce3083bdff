import { readFileSync } from 'node:fs'

/** The most memory this process ever held, in megabytes of 2^20 bytes: VmHWM where the kernel tells it. */
export function peakRssMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
