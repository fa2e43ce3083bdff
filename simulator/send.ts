import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind } from './faults.ts'
import type { WireResponse } from './wire/protocol.ts'

export interface Sending {
  /** Milliseconds that the answer is held back. */
  latency: number
  /** Milliseconds that the fault `slow` keeps the second half of the answer. */
  pause: number
  fault?: FaultKind
}

/** Sends a response, after the latency and as badly as the fault demands. */
export async function send(
  outgoing: ServerResponse,
  { status, headers, body }: WireResponse,
  { latency, pause, fault }: Sending,
): Promise<void> {
  if (latency > 0) await wait(latency)
  const bytes = Buffer.from(body)
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  if (fault === 'truncated') return end(outgoing, status, headers, half)
  if (fault === 'malformed') return end(outgoing, status, headers, Buffer.from(`<{${'x'.repeat(64)}`))
  if (fault !== 'reset' && fault !== 'slow') return end(outgoing, status, headers, bytes)

  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length })
  await new Promise<void>((written) => outgoing.write(half, () => written()))
  if (fault === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  await wait(pause)
  outgoing.end(bytes.subarray(half.length))
}

function end(outgoing: ServerResponse, status: number, headers: Record<string, string>, bytes: Buffer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length })
  outgoing.end(bytes)
}
