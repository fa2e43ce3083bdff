declare global {
  var tidewaiterShared: Map<string, unknown> | undefined
}

/**
 * What a process has one of. The pages, the routes and the program that serves them each have a copy of every module: what one
 * of them reads into memory is there for all.
 * @param make makes it, for whoever asks first
 */
export function shared<T>(name: string, make: () => T): T {
  globalThis.tidewaiterShared ??= new Map()
  const held = globalThis.tidewaiterShared
  if (!held.has(name)) held.set(name, make())
  return held.get(name) as T
}
