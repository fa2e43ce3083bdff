import { production, staging } from './company.ts'
import { access } from './expectations/access.ts'
import { audit } from './expectations/audit.ts'
import { capacityAndDeployment } from './expectations/capacity-and-deployment.ts'
import { containers } from './expectations/containers.ts'
import { withDaemons } from './expectations/daemons.ts'
import { productionEuWest1, stagingEuWest1, stagingUsEast1 } from './expectations/elsewhere.ts'
import type { Expectations } from './expectations/expectation.ts'
import { hardening } from './expectations/hardening.ts'
import { identity } from './expectations/identity.ts'
import { images } from './expectations/images.ts'
import { networking } from './expectations/networking.ts'
import { operations } from './expectations/operations.ts'
import { questions } from './expectations/questions.ts'
import { secrets } from './expectations/secrets.ts'
import { subjectsOf } from './expectations/subjects.ts'
import { surroundings } from './expectations/surroundings.ts'
import { traffic } from './expectations/traffic.ts'

/** Families that nothing runs or starts: what is said of them has usage `registered` and is in no list below. */
export const registeredFamilies = ['webhook-relay', 'legacy-monolith'] as const

/**
 * What a first scan of the production account must find in us-east-1, check by check: read off the catalogue by hand,
 * without the checks. Roles are expected once for the account.
 */
export function expectations(seed: number): Expectations {
  const subjects = subjectsOf({ account: production.id, region: 'us-east-1', seed })
  const ofTasks = {
    ...networking(subjects),
    ...capacityAndDeployment(subjects),
    ...identity(subjects),
    ...access(subjects),
    ...traffic(subjects),
    ...containers(subjects),
    ...operations(subjects),
    ...images(subjects),
    ...hardening(subjects),
    ...secrets(subjects),
    ...surroundings(subjects),
    ...questions(subjects),
    ...audit(subjects),
  }
  return withDaemons(ofTasks, subjects)
}

export interface RegionExpectations {
  account: string
  region: string
  /** Only some subjects of some checks. */
  expected: Expectations
}

/** Cases that production in us-east-1 does not have. */
export function expectationsElsewhere(seed: number): RegionExpectations[] {
  const inRegion = (account: string, region: string, read: typeof productionEuWest1) => ({
    account,
    region,
    expected: read(subjectsOf({ account, region, seed })),
  })
  return [
    inRegion(production.id, 'eu-west-1', productionEuWest1),
    inRegion(staging.id, 'eu-west-1', stagingEuWest1),
    inRegion(staging.id, 'us-east-1', stagingUsEast1),
  ]
}
