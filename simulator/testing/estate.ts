import { type AccountEstate, type Estate, type EstateOptions, emptyRegion, type RegionEstate } from '../estate.ts'
import { fixtureDelivery } from './delivery.ts'
import { fixtureEcs } from './ecs.ts'
import { fixtureEdge } from './edge.ts'
import { fixtureNetwork } from './network.ts'
import { fixtureOperations } from './operations.ts'
import { fixtureAccountSecurity, fixtureSecurity } from './security.ts'

export const now = new Date('2026-03-01T12:00:00.000Z')
export const accountId = '111122223333'
export const otherAccountId = '444455556666'
export const region = 'us-east-1'

/** One item or a few of everything that can be asked for, in us-east-1 of the first account; the second has a role and nothing else. */
export function fixtureEstate({ now }: EstateOptions): Estate {
  return {
    accounts: [
      account(accountId, 'first', true, { [region]: fixtureRegion(now), 'eu-west-1': emptyRegion() }),
      account(otherAccountId, 'second', false, { 'eu-west-1': emptyRegion() }),
    ],
  }
}

function fixtureRegion(now: Date): RegionEstate {
  return {
    ...emptyRegion(),
    ecs: fixtureEcs(now),
    ...fixtureNetwork(now),
    ...fixtureEdge(now),
    ...fixtureOperations(now),
    security: fixtureSecurity(now),
    ...fixtureDelivery(now),
  }
}

function account(
  id: string,
  alias: string,
  requiresExternalId: boolean,
  regions: Record<string, RegionEstate>,
): AccountEstate {
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] })
  const created = { CreateDate: now }
  const role = (name: string) => ({
    RoleName: name,
    Arn: `arn:aws:iam::${id}:role/${name}`,
    Path: '/',
    RoleId: `AROA${name}`,
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: trust }],
    AttachedManagedPolicies: [{ PolicyName: 'own', PolicyArn: `arn:aws:iam::${id}:policy/own` }],
    InstanceProfileList: [],
    Tags: [{ Key: 'team', Value: 'platform' }],
    ...created,
  })
  const policy = (arn: string) => ({
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    Arn: arn,
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: trust, ...created }],
    ...created,
  })
  return {
    id,
    alias,
    scanRole: { arn: `arn:aws:iam::${id}:role/scan`, externalId: `external-${alias}`, requiresExternalId },
    enabledRegions: Object.keys(regions),
    regions,
    security: fixtureAccountSecurity(),
    iam: {
      users: [
        {
          UserName: 'operator',
          UserId: 'AIDAOPERATOR',
          Arn: `arn:aws:iam::${id}:user/operator`,
          Path: '/',
          UserPolicyList: [{ PolicyName: 'own', PolicyDocument: trust }],
          GroupList: ['operators'],
          AttachedManagedPolicies: [],
          Tags: [],
          ...created,
        },
      ],
      groups: [
        {
          GroupName: 'operators',
          GroupId: 'AGPAOPERATORS',
          Arn: `arn:aws:iam::${id}:group/operators`,
          Path: '/',
          GroupPolicyList: [{ PolicyName: 'own', PolicyDocument: trust }],
          AttachedManagedPolicies: [],
          ...created,
        },
      ],
      roles: [role('api-task'), role('scan'), role('worker-task')],
      policies: [policy(`arn:aws:iam::${id}:policy/own`), policy('arn:aws:iam::aws:policy/ReadOnlyAccess')],
    },
  }
}
