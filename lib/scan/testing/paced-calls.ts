import { createMachine } from '#lib/collect/machine.ts'
import { openSession, type RoleToAssume } from '#lib/collect/session.ts'
import { disconnect } from '#lib/data/client.ts'
import { sharedPace } from '../shared-pace.ts'

// A worker of its own that makes so many calls to one bucket, as fast as the pace of the database lets it, and prints
// how many AWS throttled.

const { role, calls, share }: { role: RoleToAssume; calls: number; share: number } = JSON.parse(process.argv[2] ?? '')
const machine = createMachine({ pace: sharedPace(share) })
const { call } = await openSession({}, role, machine)
await Promise.all(Array.from({ length: calls }, () => call('ecs:ListClusters', {}, 'us-east-1')))
const { byAction, throttled } = machine.ledger.summary()
await disconnect()
console.log(JSON.stringify({ calls: byAction['ecs:ListClusters']?.count, throttled }))
process.exit()
