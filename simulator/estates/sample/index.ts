import { type AccountEstate, type BuildEstate, type EstateOptions, emptyRegion, type IamDraft } from '../../estate.ts'
import { addAwsPolicies } from '../builders/aws-policies.ts'
import { countClusters } from '../builders/clusters.ts'
import { roleArn } from '../builders/roles.ts'
import { hex, type Site } from '../builders/site.ts'
import { addAccountRoles } from './account.ts'
import { accountSecurity } from './account-security.ts'
import { production, staging } from './company.ts'
import { addProductionEuWest1 } from './production/eu-west-1.ts'
import { addProductionUsEast1 } from './production/us-east-1.ts'
import { addStagingEuWest1 } from './staging/eu-west-1.ts'
import { addStagingUsEast1 } from './staging/us-east-1.ts'

/** Larkfield's two accounts in two regions. */
export const buildSample: BuildEstate = (options) => ({
  accounts: [
    account(options, production, { 'us-east-1': addProductionUsEast1, 'eu-west-1': addProductionEuWest1 }),
    account(options, staging, { 'eu-west-1': addStagingEuWest1, 'us-east-1': addStagingUsEast1 }),
  ],
})

function account(
  { now, seed }: EstateOptions,
  { id, alias }: { id: string; alias: string },
  fill: Record<string, (site: Site) => void>,
): AccountEstate {
  const iam: IamDraft = { users: [], groups: [], roles: [], policies: [] }
  addAwsPolicies(iam, now)
  const sites = Object.keys(fill).map(
    (region): Site => ({ account: id, region, seed, now, iam, estate: emptyRegion() }),
  )
  const home: Site = { account: id, region: 'us-east-1', seed, now, iam, estate: emptyRegion() }
  const scanRole = { name: 'TidewaiterReadOnly', externalId: `tidewaiter-${hex(home, 24, 'external id')}` }
  addAccountRoles(home, scanRole)
  for (const site of sites) {
    fill[site.region]?.(site)
    countClusters(site)
  }
  return {
    id,
    alias,
    scanRole: { arn: roleArn(home, scanRole.name), externalId: scanRole.externalId, requiresExternalId: true },
    enabledRegions: sites.map(({ region }) => region),
    regions: Object.fromEntries(sites.map(({ region, estate }) => [region, estate])),
    iam,
    security: accountSecurity(home),
  }
}
