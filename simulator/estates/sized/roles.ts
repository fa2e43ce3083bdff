import type { RoleDetail } from '@aws-sdk/client-iam'
import { addRole, allow, trustTasks } from '../builders/roles.ts'
import { arn, type Place, type Site, shortRegion } from '../builders/site.ts'
import { serviceNames } from './names.ts'
import { scratch } from './site.ts'

/** Each service has a role for its containers and one to start them with. */
export function roleNames(place: Place, service: number): { task: string; execution: string } {
  const name = `${shortRegion(place)}-${serviceNames.of(service)}`
  return { task: `${name}-task`, execution: `${name}-execution` }
}

/** Two of a service follow one another; both have an inline policy, every second one a managed policy. */
export function roleRecord(place: Site, position: number): RoleDetail {
  const service = Math.floor(position / 2)
  const site = scratch(place)
  const { task, execution } = roleNames(site, service)
  const name = serviceNames.of(service)
  if (position % 2 === 0) {
    addRole(site, {
      name: task,
      trust: [trustTasks(site)],
      inline: {
        'own-table': [
          allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], arn(site, 'dynamodb', `table/${name}`)),
          allow('sqs:SendMessage', arn(site, 'sqs', `${name}-events`)),
        ],
      },
    })
  } else {
    addRole(site, {
      name: execution,
      trust: [trustTasks(site)],
      attached: ['AmazonECSTaskExecutionRolePolicy'],
      inline: {
        'read-secrets': [
          allow('secretsmanager:GetSecretValue', arn(site, 'secretsmanager', `secret:${name}/*`)),
          allow('kms:Decrypt', arn(site, 'kms', 'key/mrk-tide')),
        ],
      },
    })
  }
  const [made] = site.iam.roles
  if (!made) throw new Error(`The role ${position} was not made.`)
  return made
}
