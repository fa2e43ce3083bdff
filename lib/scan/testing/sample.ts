import { afterAll, beforeAll, vi } from 'vitest'
import type { Viewer } from '#lib/data/viewer.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '#simulator/server.ts'

export const operator: Viewer = { userId: 'tester', role: 'operator', accounts: 'all' }
export const production = '111122223333'

/** Points the AWS SDK of this process at an endpoint, with credentials that the simulator knows as production's. */
export function stubAws(endpoint: string): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'TEST')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
}

export interface SampleAws {
  url(): string
  account(id: string): Simulator['accounts'][number]
}

/** Gives a test file a simulator of its own with the sample estate. Call it once, at the file's top. */
export function setupSample(options: Partial<SimulatorOptions> = {}): SampleAws {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ build: buildSample, ...options })
    stubAws(simulator.url)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await simulator.close()
  })
  return {
    url: () => simulator.url,
    account(id) {
      const found = simulator.accounts.find((account) => account.id === id)
      if (!found) throw new Error(`the sample estate has no account ${id}`)
      return found
    },
  }
}
