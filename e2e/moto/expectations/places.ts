import { ACCOUNT } from '../client.ts'

/** The names of subjects that stand for all of a region, and for all of the account. */
export const region = `${ACCOUNT} us-east-1`
export const everywhere = `${ACCOUNT} global`
