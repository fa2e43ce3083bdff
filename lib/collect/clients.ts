import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { allowedActions, UnlistedAction } from './actions.ts'
import { iamActionOf, type ServiceName, services } from './services.ts'

/** How AWS is reached and as whom. */
export interface Connection {
  region: string
  credentials: AwsCredentials
  /** Instead of AWS's own endpoints; AWS_ENDPOINT_URL counts when absent. */
  endpoint?: string
}

export interface AwsCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/** One set of connections for all clients of the process. */
const agents = {
  httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 256 }),
  httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 256 }),
}
const requestHandler = {
  ...agents,
  connectionTimeout: 3_000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  throwOnRequestTimeout: true,
}

/** The SDK tries once: the retries are ours. Its own strategies prepare an error, with its stack, for every call. */
const once = { retry: <Args, Answer>(next: (args: Args) => Promise<Answer>, args: Args) => next(args) }

export interface SdkClient {
  /** Milliseconds by which AWS's time is ahead of ours, as the SDK learns from the answers. */
  config: { systemClockOffset?: number }
  send(command: object, options: { abortSignal?: AbortSignal }): Promise<unknown>
  middlewareStack: {
    add(guard: Guard, options: { step: 'initialize'; priority: 'high'; name: string }): void
    remove(name: string): boolean
  }
}
type Guard = <Next>(next: Next, context: { commandName?: string }) => Next

export interface Clients {
  get(service: ServiceName, connection: Connection): Promise<SdkClient>
}

/** One client per service and region, replaced when the credentials are renewed. */
export function createClients(): Clients {
  const known = new Map<string, { client: SdkClient; credentials: AwsCredentials }>()
  /** What the one before has learnt of AWS's time, a client need not be refused to learn. */
  let last: SdkClient | undefined
  return {
    async get(service, connection) {
      const { Client } = await services[service]()
      const key = `${service}|${connection.region}`
      const entry = known.get(key)
      if (entry?.credentials === connection.credentials) return entry.client
      const client: unknown = Reflect.construct(Client, [
        {
          ...connection,
          systemClockOffset: last?.config.systemClockOffset,
          requestHandler,
          retryStrategy: once,
          maxAttempts: 1,
          userAgentAppId: 'tidewaiter',
          useQueueUrlAsEndpoint: false,
        },
      ])
      if (!isSdkClient(client)) throw new TypeError(`${service} has no client`)
      client.middlewareStack.remove('loggerMiddleware')
      client.middlewareStack.add(refuseUnlisted(service), {
        step: 'initialize',
        priority: 'high',
        name: 'refuseUnlisted',
      })
      last = client
      known.set(key, { client, credentials: connection.credentials })
      return client
    },
  }
}

/** Stops every operation that is not on the list of reads before anything is sent, whoever built the command. */
function refuseUnlisted(service: ServiceName): Guard {
  return (next, { commandName = '' }) => {
    const action = iamActionOf(`${service}:${commandName.replace(/Command$/, '')}`)
    if (!allowedActions.has(action)) throw new UnlistedAction(action)
    return next
  }
}

function isSdkClient(value: unknown): value is SdkClient {
  return (
    typeof value === 'object' && value !== null && 'config' in value && 'send' in value && 'middlewareStack' in value
  )
}
