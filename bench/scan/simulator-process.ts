import { sizedEstate } from '#simulator/estates/sized/index.ts'
import type { Size } from '#simulator/estates/sized/size.ts'
import { startSimulator } from '#simulator/server.ts'

// A simulator of its own process, so that what it costs is not counted as the scan's.

export interface SimulatorSettings {
  size: Size
  regions: readonly string[]
  changed: number
  latency: number
  throttle: boolean
  /** ISO 8601; the same for every scan of an estate. */
  now: string
}

export interface Simulated {
  url: string
  role: { roleArn: string; externalId: string }
}

const { size, regions, changed, now, ...conditions }: SimulatorSettings = JSON.parse(process.argv[2] ?? '')
const build = sizedEstate({ size, regions, changed })
const simulator = await startSimulator({ build, now: new Date(now), ...conditions })
const [account] = simulator.accounts
if (!account) throw new Error('the estate has no account')
const simulated: Simulated = { url: simulator.url, role: { roleArn: account.roleArn, externalId: account.externalId } }
process.stdin.once('close', () => void simulator.close())
process.stdin.resume()
console.log(JSON.stringify(simulated))
