import { containers } from './containers.ts'
import type { Expectations } from './expectation.ts'
import { iam } from './iam.ts'
import { network } from './network.ts'
import { operations } from './operations.ts'
import { secrets } from './secrets.ts'

export type { Expectation } from './expectation.ts'

/**
 * What a scan of the account built in account.ts must say, check by check and subject by subject. A check that stands
 * nowhere here makes the comparison fail; what it found is printed in this form.
 */
export const expectations: Expectations = { ...iam, ...network, ...secrets, ...containers, ...operations }
