import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs'
import type { Tags, TaskDefinitionEstate } from '../../estate.ts'
import { arn, daysAgo, lowerTags, type Place, present, type Site } from './site.ts'

export type ContainerSpec = Partial<ContainerDefinition> & { name: string; image: string }

export interface FamilySpec {
  family: string
  /** The newest revision; revision 1 is the oldest. */
  revisions: number
  /** Age of the newest revision in days; each older one was registered nine days before the next. */
  newestDays?: number
  /** Deregistered revisions. Absent: all but the newest twelve. */
  inactive?: readonly number[]
  tags?: Tags
  /** The content of one revision. `release` is the version its images carry: 1.42.0 in revision 42. */
  content(revision: number, release: string): Partial<TaskDefinition>
}

export const release = (revision: number) => `1.${revision}.0`
export const definitionArn = (place: Place, family: string, revision?: number) =>
  arn(place, 'ecs', `task-definition/${family}${revision === undefined ? '' : `:${revision}`}`)

/** A hardened container; an override of `undefined` takes a default away. */
export function container(spec: ContainerSpec): ContainerDefinition {
  return present({
    cpu: 0,
    essential: true,
    user: '10001:10001',
    readonlyRootFilesystem: true,
    portMappings: [],
    environment: [],
    environmentFiles: [],
    secrets: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    linuxParameters: { initProcessEnabled: true },
    healthCheck: {
      command: ['CMD-SHELL', 'wget -q -O /dev/null http://127.0.0.1:8080/healthz || exit 1'],
      interval: 15,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
    ...spec,
  })
}

export function awslogs(
  place: Place,
  group: string,
  prefix: string | undefined,
): ContainerDefinition['logConfiguration'] {
  return {
    logDriver: 'awslogs',
    options: present({
      'awslogs-group': group,
      'awslogs-region': place.region,
      'awslogs-stream-prefix': prefix,
    }) as Record<string, string>,
  }
}

/** Registers all revisions of a family. */
export function addFamily(site: Site, spec: FamilySpec): void {
  const numbers = Array.from({ length: spec.revisions }, (_, i) => i + 1)
  const inactive = spec.inactive ?? numbers.slice(0, Math.max(0, spec.revisions - 12))
  site.estate.ecs.taskDefinitions.push({
    family: spec.family,
    revisions: numbers.map((revision) => registered(site, spec, revision, inactive.includes(revision))),
  })
}

/** One revision as DescribeTaskDefinition answers it. */
export function registered(site: Site, spec: FamilySpec, revision: number, inactive: boolean): TaskDefinitionEstate {
  const age = (spec.newestDays ?? 3) + 9 * (spec.revisions - revision)
  const content = spec.content(revision, release(revision))
  const fargate = content.requiresCompatibilities?.includes('FARGATE') ?? false
  return present({
    taskDefinitionArn: definitionArn(site, spec.family, revision),
    family: spec.family,
    revision,
    status: inactive ? 'INACTIVE' : 'ACTIVE',
    volumes: [],
    placementConstraints: [],
    requiresAttributes: [],
    compatibilities: fargate ? ['EC2', 'FARGATE'] : ['EXTERNAL', 'EC2'],
    registeredAt: daysAgo(site, age),
    registeredBy: `arn:aws:sts::${site.account}:assumed-role/deploy-pipeline/release-${revision}`,
    ...(inactive && { deregisteredAt: daysAgo(site, Math.max(1, age - 100)) }),
    ...content,
    tags: lowerTags(spec.tags ?? {}),
  })
}
