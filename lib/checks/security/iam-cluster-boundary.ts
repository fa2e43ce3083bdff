import { demands } from '#lib/iam/conditions.ts'
import { clusterActions } from '#lib/iam/ecs-actions.ts'
import { matches, overlaps } from '#lib/iam/glob.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import { parseArn } from '#lib/inventory/derived/arn.ts'
import { classifyCluster } from '#lib/inventory/derived/tags.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { ecsRole } from '#lib/inventory/subjects/ecs-access.ts'
import type { Cluster } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, combineParts, fail, notApplicable, pass, undetermined } from '../result.ts'

type Section = 'clusters' | 'accountSettings' | 'roles' | 'users' | 'groups' | 'policies'

const longArnSettings = ['serviceLongArnFormat', 'taskLongArnFormat', 'containerInstanceLongArnFormat']
/** ARNs of the old format, in which the cluster has no place; a star would match the cluster as well. */
const shortArn = /^(?:service|task|container-instance)\/[^/*?]+$/
/** Kinds of resources that the actions name. */
const kinds = ['service', 'task', 'task-set', 'task-definition', 'container-instance', 'cluster', 'service-deployment']
/** Resource part that names its cluster first. */
const inCluster = /^(?:service|task|container-instance|task-set|service-deployment|service-revision|cluster)\/([^/]+)/

export default defineCheck({
  id: 'iam-cluster-boundary',
  subject: 'ecsRole',
  requires: ['clusters', 'accountSettings'],
  failTitle: 'Role reaches across clusters',
  messages: {
    across: '{role} may change {count} clusters with one statement of {policy}, such as {clusters}.',
    shortArn: '{policy} of {role} names {resource} in the old format, which matches nothing.',
  },
  why: 'A cluster is the natural border between teams and environments. A role that may change several at once carries a mistake, or a break-in, from a test cluster into production.',
  fix: {
    summary:
      'Write one role per cluster and duty, with ArnEquals ecs:cluster or ARNs that name the cluster. Do not overdo it: a role for every person and service is as hard to keep in order.',
    effort: 'medium',
    cli: `aws iam put-role-policy --role-name CLUSTER-operator --policy-name operate --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": ["ecs:UpdateService", "ecs:StopTask", "ecs:RunTask"], "Resource": "*",
    "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:REGION:ACCOUNT:cluster/CLUSTER"}}}]}'`,
    terraform: `condition {
  test     = "ArnEquals"
  variable = "ecs:cluster"
  values   = [aws_ecs_cluster.CLUSTER.arn]
}`,
    cloudformation: `Condition:
  ArnEquals: { "ecs:cluster": !GetAtt Cluster.Arn }`,
  },
  evaluate({ holder, grants }, look) {
    const clusters = look.regions.flatMap((region) =>
      look
        .in(region)
        .all('clusters')
        .filter(({ status }) => status === 'ACTIVE'),
    )
    if (clusters.length < 2) return notApplicable('The account has fewer than two clusters.')
    const unread = holder.own.flatMap(({ name, policy }) => ('error' in policy ? [name] : []))
    const changing = grants.filter((grant) => clusterActions.some((action) => grantsAction(grant, action)))
    const unknown = unread.map((name) => undetermined(`Policy ${name} could not be read.`))
    if (changing.length === 0) return combine(unknown, 'It changes no service, task or container instance.')
    const nameOf = (id: string) => holder.own.find((one) => one.id === id)?.name ?? id
    const evidence = [cite('roles', holder.role, 'RoleName')]
    const role = holder.name
    const statements = Map.groupBy(changing, ({ source, statement }) => `${source}|${statement}`)
    const across = [...statements.values()].flatMap((same) => {
      const reached = clusters.filter((cluster) => same.some((grant) => reaches(grant, cluster)))
      const reaching = same.filter((grant) => reached.some((cluster) => reaches(grant, cluster)))
      if (reached.length < 2 || (reaching.every(isLimited) && isOneTier(look, reached))) return []
      const names = reached.map(({ clusterName }) => clusterName)
      const data = {
        role,
        count: reached.length,
        policy: nameOf(same[0]?.source ?? ''),
        clusters: names.slice(0, 3).join(', '),
      }
      const arns = reached.map(({ clusterArn }) => clusterArn)
      return [fail('across', data, [...evidence, derived('clusters reachable', arns.slice(0, 20))])]
    })
    const short = grants
      .filter(({ resource }) => shortArn.test(parseArn(resource)?.resource ?? ''))
      .map(({ source, resource }) =>
        fail('shortArn', { role, policy: nameOf(source), resource }, [
          ...evidence,
          derived('ARN format used', resource),
        ]),
      )
    const crowded = clusters.filter(
      (cluster) =>
        (look.once(rolesPerCluster).get(cluster.clusterArn) ?? 0) > look.policy.maxRolesPerCluster &&
        changing.some((grant) => reaches(grant, cluster)),
    )
    const advice = crowded.map(
      ({ clusterName }) => `More than ${look.policy.maxRolesPerCluster} roles may change cluster ${clusterName}.`,
    )
    return combineParts<'across' | 'shortArn'>([
      () => [...unknown, ...across, ...short],
      () => [pass([...settingAdvice(look), ...advice], evidence)],
    ])
  },
})

/** Limited to some clusters by name, or part of it, in a condition or an ARN: the next new cluster is out of its reach. */
function isLimited({ resource, conditions }: Grant): boolean {
  const byCondition = conditions
    .filter((one) => demands(one, 'ecs:cluster'))
    .some(({ values }) => values.every((value) => isNamed(inCluster.exec(parseArn(value)?.resource ?? '')?.[1])))
  return byCondition || isNamed(inCluster.exec(parseArn(resource)?.resource ?? '')?.[1])
}

const isNamed = (segment: string | undefined): boolean => segment !== undefined && !/^[*?]+$/.test(segment)

/** Clusters of one environment that a tag names. */
function isOneTier(look: Look<Section>, clusters: readonly Cluster[]): boolean {
  const tiers = new Set(clusters.map((cluster) => classifyCluster(look, cluster).tier))
  return tiers.size === 1 && !tiers.has(undefined)
}

/** Whether a grant can change something in the cluster, by its condition on ecs:cluster and by the ARN it names. */
function reaches({ resource, conditions }: Grant, { clusterArn, clusterName }: Cluster): boolean {
  const bounds = conditions.filter((one) => demands(one, 'ecs:cluster'))
  if (bounds.some(({ operator, values }) => !values.some((value) => names(operator, value, clusterArn)))) return false
  const [arn, cluster] = [parseArn(resource), parseArn(clusterArn)]
  if (!arn || !cluster) return true
  if (!overlaps(arn.region || '*', cluster.region)) return false
  const [kind = ''] = arn.resource.split('/')
  if (shortArn.test(arn.resource) || (!/[*?]/.test(kind) && !kinds.includes(kind))) return false
  const segment = inCluster.exec(arn.resource)?.[1]
  return segment === undefined || matches(segment, clusterName)
}

/** ARN operators and Like take wildcards, StringEquals does not. */
function names(operator: string, value: string, clusterArn: string): boolean {
  return /StringEquals/i.test(operator) ? value === clusterArn : matches(value, clusterArn)
}

function settingAdvice(look: Look<Section>): string[] {
  return look.regions.flatMap((region) =>
    look
      .in(region)
      .all('accountSettings')
      .filter(({ name, value }) => longArnSettings.includes(name) && value === 'disabled')
      .map(({ name }) => `${name} is disabled in ${region}: new ARNs there do not name their cluster.`),
  )
}

/** Roles that may change something, by cluster. */
function rolesPerCluster(look: Look<Section>): ReadonlyMap<string, number> {
  const clusters = look.regions.flatMap((region) => look.in(region).seen('clusters'))
  const changing = ecsRole.find(look).flatMap((item) => {
    const grants = item.unread ? [] : item.value.grants
    return [grants.filter((grant) => clusterActions.some((action) => grantsAction(grant, action)))]
  })
  return new Map(
    clusters.map((cluster) => [
      cluster.clusterArn,
      changing.filter((grants) => grants.some((grant) => reaches(grant, cluster))).length,
    ]),
  )
}
