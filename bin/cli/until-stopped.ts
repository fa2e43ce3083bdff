const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Resolves when the process is asked to end: Ctrl-C, SIGTERM, or a terminal that is closed. */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of endings) process.on(signal, () => resolve())
  return promise
}

/** Runs work that ends early when the process is asked to end; `reason` is then what it rejects with. */
export async function interruptible<T>(reason: Error, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => controller.abort(reason)
  for (const signal of endings) process.on(signal, stop)
  try {
    return await work(controller.signal)
  } finally {
    for (const signal of endings) process.removeListener(signal, stop)
  }
}
