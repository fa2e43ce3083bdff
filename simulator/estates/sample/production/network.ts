import { addInterfaceEndpoints, addS3Gateway } from '../../builders/endpoints.ts'
import { addVpc } from '../../builders/network.ts'
import { addTierNetworkAcl } from '../../builders/network-acl.ts'
import { addEncryptionControl, addFlowLog, addPeering, addTransitGateway } from '../../builders/network-guards.ts'
import {
  addDefaultGroup,
  addPrefixList,
  addSecurityGroup,
  fromCidrs,
  fromPrefixList,
} from '../../builders/security-groups.ts'
import { arn, type Site } from '../../builders/site.ts'

const world = ['0.0.0.0/0']

/** `core` has endpoints for what its tasks pull and call; `backoffice` goes through NAT for everything. */
export function addNetwork(site: Site): void {
  addVpc(site, {
    name: 'core',
    prefix: '10.20',
    nat: 'zonal',
    tiers: [
      { name: 'public', route: 'internet' },
      { name: 'private', route: 'nat' },
      { name: 'dmz', route: 'internet', blocked: 'block-ingress' },
    ],
  })
  addVpc(site, {
    name: 'backoffice',
    prefix: '10.40',
    nat: 'zonal',
    tiers: [
      { name: 'public', route: 'internet' },
      { name: 'private', route: 'nat' },
    ],
  })
  addVpc(site, { name: 'default', prefix: '172.31', isDefault: true, tiers: [{ name: 'default', route: 'internet' }] })
  addTierNetworkAcl(site, 'core-dmz')
  for (const vpc of ['core', 'backoffice', 'default']) addDefaultGroup(site, vpc)
  addPrefixList(site, 's3', [{ Cidr: '52.216.0.0/15', Description: 'Amazon S3' }])
  addPrefixList(site, 'corporate-vpn', [
    { Cidr: '10.8.0.0/16', Description: 'engineers' },
    { Cidr: '203.0.113.64/27', Description: 'office' },
  ])
  addSecurityGroup(site, { name: 'vpc-endpoints', vpc: 'core', ingress: [fromCidrs(['10.20.0.0/16'], 443)] })
  addInterfaceEndpoints(site, {
    vpc: 'core',
    tier: 'core-private',
    group: 'vpc-endpoints',
    services: ['ecr.api', 'ecr.dkr'],
    policy: ownRepositories(site),
  })
  addInterfaceEndpoints(site, {
    vpc: 'core',
    tier: 'core-private',
    group: 'vpc-endpoints',
    services: ['logs', 'secretsmanager'],
  })
  addS3Gateway(site, 'core')
  addFlowLog(site, { vpc: 'core', traffic: 'ALL' })
  addFlowLog(site, { vpc: 'backoffice', traffic: 'REJECT' })
  addEncryptionControl(site, 'core')
  addPeering(site, 'core', 'backoffice')
  addTransitGateway(site, 'core', '10.8.0.0/16')
}

/** Repositories of the account, for callers of the organization; logging in knows no repository. */
const ownRepositories = (site: Site) => ({
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:*',
      Resource: arn(site, 'ecr', 'repository/*'),
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-larkfield01' } },
    },
    { Effect: 'Allow', Principal: '*', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
  ],
})

export function addBalancerGroups(site: Site): void {
  const web = [fromCidrs(world, 80), fromCidrs(world, 443)]
  addSecurityGroup(site, {
    name: 'alb-public',
    vpc: 'core',
    ingress: [...web, fromPrefixList(site, 'corporate-vpn', 8443)],
  })
  addSecurityGroup(site, { name: 'alb-internal', vpc: 'core', ingress: [fromCidrs(['10.20.0.0/16'], 443, 8443)] })
  addSecurityGroup(site, { name: 'alb-backoffice', vpc: 'backoffice', ingress: web })
  addSecurityGroup(site, { name: 'alb-website', vpc: 'default', ingress: web })
}
