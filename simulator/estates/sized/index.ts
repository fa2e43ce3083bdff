import type { AccountEstate, BuildEstate, EstateOptions, IamDraft } from '../../estate.ts'
import { concatCollections } from '../../lookup.ts'
import { addAwsPolicies } from '../builders/aws-policies.ts'
import { addRole, roleArn, trustService } from '../builders/roles.ts'
import { hex, type Site } from '../builders/site.ts'
import { addAccountRoles } from '../sample/account.ts'
import { generated } from './generated.ts'
import { sizedRegion } from './region.ts'
import { roleRecord } from './roles.ts'
import { createSite, instanceRole } from './site.ts'
import type { Size } from './size.ts'

export interface SizedOptions {
  /** Of each region. */
  size: Size
  /** One region if absent. */
  regions?: readonly string[]
  /** In each region so many families got another revision, and their services moved to it. */
  changed?: number
}

const account = '222233334444'
const alias = 'sized'

/** An account of a given size. */
export function sizedEstate({ size, regions = ['us-east-1'], changed = 0 }: SizedOptions): BuildEstate {
  return (options) => ({ accounts: [sizedAccount(regions, { size, changed }, options)] })
}

function sizedAccount(
  regions: readonly string[],
  spec: { size: Size; changed: number },
  options: EstateOptions,
): AccountEstate {
  const iam: IamDraft = { users: [], groups: [], roles: [], policies: [] }
  addAwsPolicies(iam, options.now)
  const sites = regions.map((region) => createSite({ account, region, iam }, spec, options))
  const [home] = sites
  if (!home) throw new RangeError('An estate needs a region.')
  const externalId = `tidewaiter-${hex(home.site, 24, 'external id')}`
  const scanRole = addRoles(home.site, externalId)
  return {
    id: account,
    alias,
    scanRole: { arn: scanRole, externalId, requiresExternalId: true },
    enabledRegions: [...regions],
    regions: Object.fromEntries(sites.map((sized) => [sized.site.region, sizedRegion(sized)])),
    iam: {
      users: iam.users,
      groups: iam.groups,
      policies: iam.policies,
      roles: concatCollections([
        iam.roles,
        ...sites.map(({ site, counts }) => generated(counts.roles, (position) => roleRecord(site, position))),
      ]),
    },
  }
}

/** Roles of the account itself. Returns the ARN of the one that is assumed to scan it. */
function addRoles(site: Site, externalId: string): string {
  const name = 'TidewaiterReadOnly'
  addAccountRoles(site, { name, externalId })
  addRole(site, {
    name: instanceRole,
    trust: [trustService('ec2.amazonaws.com')],
    attached: ['AmazonEC2ContainerServiceforEC2Role'],
    instanceProfile: true,
  })
  return roleArn(site, name)
}
