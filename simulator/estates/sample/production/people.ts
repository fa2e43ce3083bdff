import { clusterArn } from '../../builders/clusters.ts'
import { addGroup, addUser } from '../../builders/people.ts'
import { addRole, allow } from '../../builders/roles.ts'
import { arn, type Site } from '../../builders/site.ts'

/** Who may touch ECS by hand: a group that needs its second factor, a forgotten build user, and the operators of one cluster. */
export function addPeople(site: Site): void {
  addGroup(site, 'on-call', {
    intervene: [
      allow(['ecs:StopTask', 'ecs:ExecuteCommand'], arn(site, 'ecs', 'task/payments/*'), {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
    ],
  })
  addUser(site, { name: 'ada', groups: ['on-call'] })
  addUser(site, { name: 'build-server', inline: { deploy: [allow('ecs:*', '*')] } })
  addRole(site, {
    name: 'payments-operator',
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${site.account}:saml-provider/workforce` },
        Action: 'sts:AssumeRoleWithSAML',
      },
    ],
    inline: {
      operate: [
        allow(['ecs:UpdateService', 'ecs:StopTask'], '*', {
          ArnEquals: { 'ecs:cluster': clusterArn(site, 'payments') },
        }),
      ],
    },
  })
}
