import { addAmi } from '../../builders/hosts.ts'
import { addRole, allow, type RoleSpec, trustService } from '../../builders/roles.ts'
import { addSecurityGroup, fromCidrs, fromGroup, fromPrefixList } from '../../builders/security-groups.ts'
import type { Site } from '../../builders/site.ts'

export const amazonLinux2023 = 'al2023-ami-ecs-hvm-2023.0.20261008-kernel-6.12-x86_64'
export const amazonLinux2 = 'amzn2-ami-ecs-hvm-2.0.20260612-x86_64-ebs'
export const windows2022 = 'Windows_Server-2022-English-Core-ECS_Optimized-2026.10.14'

function addInstanceRole(site: Site, pool: string, inline: RoleSpec['inline'] = {}): void {
  addRole(site, {
    name: `use1-${pool}-instance`,
    trust: [trustService('ec2.amazonaws.com')],
    inline,
    attached: ['AmazonEC2ContainerServiceforEC2Role'],
    instanceProfile: true,
  })
}

/** Machine images, instance roles and groups of the EC2 hosts. */
export function addHostBasics(site: Site): void {
  addAmi(site, { name: amazonLinux2023, owner: 'amazon', imdsSupport: 'v2.0' })
  addAmi(site, { name: amazonLinux2, owner: 'amazon' })
  addAmi(site, { name: windows2022, owner: 'amazon', platform: 'Windows' })
  addAmi(site, { name: 'bottlerocket-ecs-managed', owner: 'amazon', imdsSupport: 'v2.0' })
  for (const pool of ['risk', 'windows', 'models']) addInstanceRole(site, pool)
  // The adapter has no role of its own: what it reads was given to its host.
  addInstanceRole(site, 'legacy', { inbox: [allow('s3:GetObject', 'arn:aws:s3:::larkfield-soap-inbox/*')] })
  addRole(site, { name: 'use1-ecs-infrastructure', trust: [trustService('ecs.amazonaws.com')] })
  addSecurityGroup(site, {
    name: 'risk-hosts',
    vpc: 'core',
    ingress: [fromGroup(site, 'alb-internal', 32768, 65535), fromPrefixList(site, 'corporate-vpn', 22)],
  })
  addSecurityGroup(site, { name: 'windows-hosts', vpc: 'core', ingress: [fromCidrs(['0.0.0.0/0'], 3389)] })
  addSecurityGroup(site, {
    name: 'legacy-hosts',
    vpc: 'core',
    ingress: [fromCidrs(['0.0.0.0/1', '128.0.0.0/1'], 22), fromCidrs(['0.0.0.0/0'], 8080)],
  })
  addSecurityGroup(site, { name: 'models-hosts', vpc: 'core' })
}
