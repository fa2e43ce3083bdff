import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answer, type Conditions } from './answer.ts'
import { type CallLog, createCallLog } from './call-log.ts'
import type { BuildEstate } from './estate.ts'
import { createStrike, type Fault } from './faults.ts'
import { send } from './send.ts'
import { findLayer, isLayerPath } from './services/ecr/layers.ts'
import { createThrottle } from './throttle.ts'
import type { WireRequest, WireResponse } from './wire/protocol.ts'
import { createWorld, type World } from './world.ts'

export interface SimulatorOptions {
  build: BuildEstate
  /** 0 or absent: any free port of the loopback interface. */
  port?: number
  /** What the estate's dates are offsets from; the time of the start if absent. */
  now?: Date
  seed?: number
  /** Milliseconds that every answer is held back. */
  latency?: number
  /** Milliseconds that the fault `slow` keeps the second half of an answer; 3000 if absent. */
  pause?: number
  /** Keep AWS's published request rates. */
  throttle?: boolean
  /** IAM actions that nobody may call. */
  deny?: readonly string[]
  faults?: readonly Fault[]
  /** Calls after which a session's credentials have expired; no end if absent. */
  sessionCalls?: number
  clock?: () => Date
  /** Milliseconds that the simulator's time is ahead of the machine's; then it refuses what is signed at another time. */
  skew?: number
  /** Answer with an internal error instead of an output that the SDK's schema does not allow. */
  strict?: boolean
}

interface SimulatedAccount {
  id: string
  alias: string
  regions: string[]
  roleArn: string
  externalId: string
}

export interface Simulator {
  url: string
  accounts: SimulatedAccount[]
  close(): Promise<void>
}

/**
 * Starts an AWS on the loopback interface.
 * @throws Error with one sentence when the port cannot be had
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { build, seed = 1, skew, clock = skewedClock(skew), now = clock() } = options
  const world = createWorld(build({ now, seed }), { now, clock, sessionCalls: options.sessionCalls })
  const conditions: Conditions = {
    denied: new Set(options.deny?.map((action) => action.toLowerCase())),
    throttle: options.throttle ? createThrottle(clock) : () => true,
    strike: createStrike(options.faults ?? []),
    timed: skew !== undefined,
    strict: options.strict ?? false,
  }
  const log = createCallLog()
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, {
      world,
      conditions,
      log,
      latency: options.latency ?? 0,
      pause: options.pause ?? 3000,
    }).catch((error) => {
      // A client that hangs up before its request is complete is no fault of ours.
      if (incoming.complete) process.emitWarning(error)
      outgoing.destroy()
    })
  })
  const port = await listen(server, options.port ?? 0)
  return { url: `http://127.0.0.1:${port}`, accounts: world.accounts.map(describeAccount), close: () => close(server) }
}

interface Running {
  world: World
  conditions: Conditions
  log: CallLog
  latency: number
  pause: number
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, running: Running): Promise<void> {
  const { world, conditions, log, latency, pause } = running
  if (conditions.timed) outgoing.setHeader('date', world.clock().toUTCString())
  const request = await readRequest(incoming)
  if (request.path === '/_calls') return send(outgoing, callsResponse(request, log), { latency: 0, pause })
  if (isLayerPath(request.path)) return send(outgoing, findLayer(request.path, world), { latency, pause })
  const { response, logged, fault } = await answer(request, world, conditions)
  log.add(logged)
  return send(outgoing, response, { latency, pause, fault })
}

function skewedClock(skew = 0): () => Date {
  return () => new Date(Date.now() + skew)
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://simulator')
  const body = Buffer.concat(chunks).toString('utf8')
  return { method: incoming.method ?? 'GET', path: pathname, query: searchParams, headers: incoming.headers, body }
}

/** GET gives the calls so far; DELETE forgets them. */
function callsResponse({ method }: WireRequest, log: CallLog): WireResponse {
  const headers = { 'content-type': 'application/json' }
  if (method === 'GET') return { status: 200, headers, body: JSON.stringify(log.all()) }
  if (method !== 'DELETE') return { status: 405, headers, body: '{}' }
  log.clear()
  return { status: 200, headers, body: '{}' }
}

function describeAccount({ id, alias, enabledRegions, scanRole }: World['accounts'][number]): SimulatedAccount {
  return { id, alias, regions: enabledRegions, roleArn: scanRole.arn, externalId: scanRole.externalId }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(listenFailure(error, port), { cause: error })))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function listenFailure(error: Error, port: number): string {
  return 'code' in error && error.code === 'EADDRINUSE'
    ? `Port ${port} is in use: stop what listens there, or choose another port.`
    : `The simulator cannot listen on port ${port}: ${error.message}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
