import { addRole, allow, trustService } from '../builders/roles.ts'
import type { Site } from '../builders/site.ts'

/** What each account has once, whatever runs in its regions. */
export function addAccountRoles(site: Site, scanRole: { name: string; externalId: string }): void {
  addRole(site, {
    name: scanRole.name,
    trust: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::777788889999:root' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': scanRole.externalId } },
      },
    ],
    inline: {
      read: [allow(['ecs:Describe*', 'ecs:List*', 'ec2:Describe*', 'iam:GetAccountAuthorizationDetails'], '*')],
    },
  })
  addRole(site, {
    name: 'AWSServiceRoleForECS',
    path: '/aws-service-role/ecs.amazonaws.com/',
    trust: [trustService('ecs.amazonaws.com')],
  })
  addRole(site, {
    name: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
    path: '/aws-service-role/ecs.application-autoscaling.amazonaws.com/',
    trust: [trustService('ecs.application-autoscaling.amazonaws.com')],
  })
  addRole(site, {
    name: 'deploy-pipeline',
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${site.account}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
      },
    ],
    inline: { deploy: [allow(['ecs:RegisterTaskDefinition', 'ecs:UpdateService', 'ecs:Describe*'], '*')] },
  })
  addRole(site, {
    name: 'developer',
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${site.account}:saml-provider/workforce` },
        Action: 'sts:AssumeRoleWithSAML',
      },
    ],
    inline: { look: [allow(['ecs:Describe*', 'ecs:List*', 'logs:Get*', 'logs:FilterLogEvents'], '*')] },
  })
  addRole(site, {
    name: 'break-glass',
    trust: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${site.account}:root` }, Action: 'sts:AssumeRole' }],
    attached: ['AdministratorAccess'],
    lastUsedHours: 2400,
  })
}
