import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs'
import type { Tags } from '../../estate.ts'
import type { ClusterSite } from './clusters.ts'
import { addFamily, awslogs, type ContainerSpec, container, type FamilySpec, release } from './definitions.ts'
import { addLogGroup, type LogGroupSpec } from './logs.ts'
import { addRepository, type RepositorySpec, registryHost } from './repositories.ts'
import { addRole, allow, type RoleSpec, roleArn, trustTasks } from './roles.ts'
import { arn, type Site, shortRegion } from './site.ts'
import type { Launch } from './tasks.ts'

/** A task family of its own image, role and log group. What is left out is hardened and unremarkable. */
export interface TaskFamilySpec {
  name: string
  launch?: Launch
  /** Default 8. */
  revisions?: number
  /** The revision its service or its newest task runs; absent: the newest. */
  serves?: number
  inactive?: readonly number[]
  tags?: Tags
  /** Absent: `<cluster>/<name>`, with the images of the last three revisions. */
  repository?: Partial<RepositorySpec>
  /** Whole image reference instead of the family's own repository. */
  image?: string
  app?: Partial<ContainerDefinition>
  /** What single revisions had beside or instead of `app`. */
  past?: Record<number, Partial<ContainerDefinition>>
  sidecars?: ContainerSpec[]
  task?: Partial<TaskDefinition>
  role?: Partial<RoleSpec>
  /** The ARN of a role that something else made, or of one that is gone; null: the task has no role. */
  roleArn?: string | null
  executionRoleArn?: string
  /** null: there is no such group, whether a container names it or not. */
  logs?: Partial<LogGroupSpec> | null
}

const taskRoleName = (site: Site, family: string) => `${shortRegion(site)}-${family}-task`
const newestOf = ({ revisions }: TaskFamilySpec) => revisions ?? 8
export const logGroupName = (family: string) => `/ecs/${family}`

export function addTaskFamily(cluster: ClusterSite, spec: TaskFamilySpec): void {
  const { site } = cluster
  const repository = spec.repository?.name ?? `${cluster.name}/${spec.name}`
  const newest = newestOf(spec)
  if (!spec.image) addRepository(site, { name: repository, releases: releases(spec, newest), ...spec.repository })
  if (spec.logs !== null) addLogGroup(site, { name: logGroupName(spec.name), ...spec.logs })
  const taskRoleArn = taskRole(cluster, spec)
  addFamily(site, familySpec(cluster, spec, taskRoleArn))
}

/** The family with the content of its revisions, and nothing of what it stands on. */
export function familySpec(cluster: ClusterSite, spec: TaskFamilySpec, taskRoleArn: string | undefined): FamilySpec {
  const { site } = cluster
  const repository = spec.repository?.name ?? `${cluster.name}/${spec.name}`
  const image = (version: string) => spec.image ?? `${registryHost(site)}/${repository}:${version}`
  return {
    family: spec.name,
    revisions: newestOf(spec),
    ...(spec.inactive && { inactive: spec.inactive }),
    tags: { ...cluster.tags, ...spec.tags },
    content: (revision, version) => ({
      ...platform(spec.launch ?? 'FARGATE'),
      executionRoleArn: spec.executionRoleArn ?? cluster.executionRoleArn,
      ...(taskRoleArn && { taskRoleArn }),
      ...spec.task,
      containerDefinitions: [
        container({
          name: 'app',
          image: image(version),
          portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp', name: 'http' }],
          logConfiguration: awslogs(site, logGroupName(spec.name), 'ecs'),
          environment: [
            { name: 'SERVICE_NAME', value: spec.name },
            { name: 'AWS_REGION', value: site.region },
            { name: 'TOKEN_TTL', value: '900' },
          ],
          secrets: [databaseSecret(cluster, spec.name)],
          ...spec.app,
          ...spec.past?.[revision],
        }),
        ...(spec.sidecars ?? []).map((sidecar) => container(sidecar)),
      ],
    }),
  }
}

/** Only the images of the last three revisions, and of the one that runs, were kept. */
function releases({ serves }: TaskFamilySpec, newest: number): string[] {
  const kept = new Set([serves ?? newest, newest - 2, newest - 1, newest])
  return [...kept].sort((a, b) => a - b).flatMap((revision) => (revision > 0 ? release(revision) : []))
}

function platform(launch: Launch): Partial<TaskDefinition> {
  const requiresCompatibilities = [launch]
  if (launch === 'EC2') return { requiresCompatibilities, networkMode: 'awsvpc', cpu: '512', memory: '1024' }
  if (launch === 'EXTERNAL') return { requiresCompatibilities, cpu: '256', memory: '512' }
  const runtimePlatform = { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' } as const
  return { requiresCompatibilities, networkMode: 'awsvpc', cpu: '512', memory: '1024', runtimePlatform }
}

function databaseSecret({ site, name }: ClusterSite, family: string) {
  const secret = arn(site, 'secretsmanager', `secret:${name}/${family}/database-4kQz7P`)
  return { name: 'DATABASE_URL', valueFrom: `${secret}:url::` }
}

function taskRole(cluster: ClusterSite, spec: TaskFamilySpec): string | undefined {
  const { site } = cluster
  if (spec.roleArn === null) return undefined
  if (spec.roleArn) return spec.roleArn
  const name = taskRoleName(site, spec.name)
  addRole(site, {
    name,
    trust: [trustTasks(site)],
    inline: {
      'own-table': [
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], arn(site, 'dynamodb', `table/${spec.name}`)),
        allow('sqs:SendMessage', arn(site, 'sqs', `${spec.name}-events`)),
      ],
    },
    ...spec.role,
  })
  return roleArn(site, spec.role?.name ?? name, spec.role?.path)
}
