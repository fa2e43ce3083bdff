import type { Clients } from '../clients.ts'
import { accountId, fixtureEstate, now, region } from '../estate.ts'

/** What to ask of an operation, and what of the estate its answer has to hold. */
interface RoundTrip {
  ask: (clients: Clients) => Promise<object>
  holds: object
}
export type RoundTrips = Record<string, RoundTrip>

const account = fixtureEstate({ now, seed: 1 }).accounts.find(({ id }) => id === accountId)
const found = account?.regions[region]
if (!found) throw new Error('The fixture has no estate in its region.')

/** What a round trip is held against: built apart from the simulator's own. */
export const estate = found
