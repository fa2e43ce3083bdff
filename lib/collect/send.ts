import type { Clients, Connection } from './clients.ts'
import { type InputOf, type OutputOf, type ServiceName, services, splitAction } from './services.ts'

/** Longest time one answer may take to arrive whole, and the most it may weigh. */
const deadlineMs = 60_000
const maxBytes = 64 * 1024 * 1024

/** Their whole answer is a JSON text that the SDK hands on as it came: nobody else would notice that it is cut off. */
const unparsed: ReadonlySet<string> = new Set(['s3:GetBucketPolicy'])

/** What was seen of one physical call, also when it failed. `status` stays undefined when no answer arrived. */
export interface Meter {
  status?: number
  bytes: number
}

/**
 * Sends one request, once.
 * @throws what the SDK, the transport or the reading of the answer throws; `meter` tells how far it got
 */
export async function send<A extends string>(
  clients: Clients,
  connection: Connection,
  action: A,
  input: InputOf<A>,
  options: { meter: Meter; signal?: AbortSignal },
): Promise<OutputOf<A>> {
  const { service, operation } = splitAction(action)
  const command = await commandFor(service, operation, input)
  const reader = readWhole(options.meter, unparsed.has(action))
  command.middlewareStack.add(reader, { step: 'deserialize', priority: 'low', name: 'readWhole' })
  const client = await clients.get(service, connection)
  const answer = await withDeadline(options.signal, (abortSignal) => client.send(command, { abortSignal }))
  // The SDK's own type for what this command answers.
  return answer as OutputOf<A>
}

/** Loads what an action is sent with, which takes a while the first time: a call that may leave should leave at once. */
export async function makeReady(action: string): Promise<void> {
  await services[splitAction(action).service]()
}

async function withDeadline<T>(signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const onAbort = () => stop.abort(signal?.reason)
  const timer = setTimeout(() => stop.abort(new DOMException('no answer in time', 'TimeoutError')), deadlineMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await run(stop.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

type Middleware = (next: (args: object) => Promise<Result>) => (args: object) => Promise<Result>
interface Result {
  response: unknown
}
interface Command {
  middlewareStack: {
    add(middleware: Middleware, options: { step: 'deserialize'; priority: 'low'; name: string }): void
  }
}

async function commandFor(service: ServiceName, operation: string, input: unknown): Promise<Command> {
  const { sdk } = await services[service]()
  const exported: unknown = Reflect.get(sdk, `${operation}Command`)
  if (!isCommandClass(exported)) throw new TypeError(`${service} has no operation ${operation}`)
  return new exported(input)
}

function isCommandClass(value: unknown): value is new (input: unknown) => Command {
  return typeof value === 'function'
}

/** Reads the answer's body to its end, so that its size is known, a reset within it is seen, and no answer is without bound. */
function readWhole(meter: Meter, isJsonText: boolean): Middleware {
  return (next) => async (args) => {
    const result = await next(args)
    if (!isResponse(result.response)) return result
    const { statusCode, body } = result.response
    const whole = await collect(body, meter)
    meter.status = statusCode
    if (statusCode < 300 && meter.bytes === 0) throw new SyntaxError('empty answer')
    if (statusCode < 300 && isJsonText) JSON.parse(whole.toString())
    return { ...result, response: Object.assign(result.response, { body: whole }) }
  }
}

async function collect(body: AsyncIterable<Uint8Array>, meter: Meter): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) {
    chunks.push(chunk)
    meter.bytes += chunk.length
    if (meter.bytes > maxBytes) throw new RangeError('answer too large')
  }
  return Buffer.concat(chunks)
}

function isResponse(value: unknown): value is { statusCode: number; body: AsyncIterable<Uint8Array> } {
  return typeof value === 'object' && value !== null && 'statusCode' in value && 'body' in value
}
