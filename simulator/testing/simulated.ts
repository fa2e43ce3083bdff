import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts'
import type { LoggedCall } from '../call-log.ts'
import { type SimulatorOptions, startSimulator } from '../server.ts'
import { fixtureEstate, now } from './estate.ts'

/** What a test passes to an SDK client. No retries: each answer is looked at as it comes. */
export interface ClientConfig {
  endpoint: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  maxAttempts: number
}

export interface Simulated extends AsyncDisposable {
  url: string
  client(overrides?: Partial<ClientConfig>): ClientConfig
  assume(input?: Partial<AssumeRoleCommandInput>): Promise<ClientConfig>
  calls(): Promise<LoggedCall[]>
}

const ownCredentials = { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'any' }

/** A simulator of the fixture estate, closed at the end of the test that `await using`s it. */
export async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulated> {
  const simulator = await startSimulator({ build: fixtureEstate, now, strict: true, ...options })
  const [first] = simulator.accounts
  const client = (overrides: Partial<ClientConfig> = {}): ClientConfig => ({
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: ownCredentials,
    maxAttempts: 1,
    ...overrides,
  })
  return {
    url: simulator.url,
    client,
    async assume(input) {
      const role = { RoleArn: first?.roleArn, ExternalId: first?.externalId, RoleSessionName: 'test', ...input }
      const { Credentials } = await new STSClient(client()).send(new AssumeRoleCommand(role))
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {}
      return client({
        credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
      })
    },
    async calls() {
      const response = await fetch(`${simulator.url}/_calls`)
      const calls: LoggedCall[] = await response.json()
      return calls
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

/** The code of the error that a promise rejects with. */
export async function errorCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
  return 'no error'
}
