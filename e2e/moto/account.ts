import { IAM } from '@aws-sdk/client-iam'
import { buildAudit, buildPeople } from './audit.ts'
import { buildBalancers } from './balancers.ts'
import { ACCOUNT, type Client } from './client.ts'
import type { Names } from './compare.ts'
import { buildDatabases, buildQueues } from './data.ts'
import { buildDelivery } from './delivery.ts'
import { buildDiscovery } from './edge.ts'
import { buildCapacity, buildHosts } from './hosts.ts'
import { buildNetwork } from './network.ts'
import { buildLogs, buildRegistry } from './registry.ts'
import { buildSchedules } from './schedules.ts'
import { buildSecrets, type Secrets } from './secrets.ts'
import { buildServices, type Used } from './services.ts'
import { buildStorage } from './storage.ts'

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      },
    ],
  })

const policyOf = (...statements: { Action: string; Resource: string }[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) })

/**
 * Builds an account through AWS calls: good and bad services on Fargate and EC2, with what they use and what watches them.
 * @returns names of what moto numbers anew each time, by id
 */
export async function buildAccount(client: Client): Promise<Names> {
  const network = await buildNetwork(client)
  await buildRoles(client)
  const secrets = await buildSecrets(client)
  await letIn(client, secrets)
  await buildRegistry(client, secrets.key)
  await buildLogs(client, network.vpc, secrets.key)
  const used: Used = {
    network,
    secrets,
    storage: await buildStorage(client, network, secrets.key),
    queues: await buildQueues(client),
    ...(await buildBalancers(client, network)),
    discovery: await buildDiscovery(client, network.vpc),
    stack: (await buildDelivery(client)).stack,
  }
  await buildServices(client, used)
  await buildHosts(client, network)
  const template = await buildCapacity(client, network, secrets.key)
  await buildSchedules(client, used)
  await buildDatabases(client, network)
  await buildPeople(client)
  await buildAudit(client)
  return new Map([
    [network.vpc, 'vpc'],
    ...network.privateSubnets.map((id, i) => [id, `private ${i + 1}`] as const),
    ...network.publicSubnets.map((id, i) => [id, `public ${i + 1}`] as const),
    [used.storage.web.fileSystemId, 'web files'],
    [used.storage.bad.fileSystemId, 'bad files'],
    [template, 'template hosts'],
  ])
}

async function buildRoles(client: Client): Promise<void> {
  const iam = new IAM(client)
  const role = (RoleName: string, service = 'ecs-tasks.amazonaws.com') =>
    iam.createRole({ RoleName, AssumeRolePolicyDocument: trust(service) })
  for (const name of ['web-task', 'web-execution', 'bad-task']) await role(name)
  await role('hosts', 'ec2.amazonaws.com')
  await role('pipeline', 'codepipeline.amazonaws.com')
  const put = (RoleName: string, PolicyDocument: string) =>
    iam.putRolePolicy({ RoleName, PolicyName: 'own', PolicyDocument })
  await put('web-task', policyOf({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::web-uploads/*' }))
  await put('bad-task', policyOf({ Action: '*', Resource: '*' }))
  // AWS makes it with the first cluster; moto does not, and would spell it otherwise if asked for it.
  await iam.createRole({
    RoleName: 'AWSServiceRoleForECS',
    Path: '/aws-service-role/ecs.amazonaws.com/',
    AssumeRolePolicyDocument: trust('ecs.amazonaws.com'),
  })
  await iam.createInstanceProfile({ InstanceProfileName: 'hosts' })
  await iam.addRoleToInstanceProfile({ InstanceProfileName: 'hosts', RoleName: 'hosts' })
}

/** What the good service is given at its start, and nothing else. */
async function letIn(client: Client, { key, secrets, parameters, files }: Secrets): Promise<void> {
  await new IAM(client).putRolePolicy({
    RoleName: 'web-execution',
    PolicyName: 'own',
    PolicyDocument: policyOf(
      { Action: 'secretsmanager:GetSecretValue', Resource: secrets.web },
      { Action: 'ssm:GetParameters', Resource: parameters.web },
      { Action: 's3:GetObject', Resource: files.web },
      { Action: 'kms:Decrypt', Resource: key },
    ),
  })
}
