/** Names of the good estate that fixtures and cases share. */
export const account = '111122223333'
export const region = 'eu-west-1'
export const now = '2026-11-22T12:00:00.000Z'

export const arn = (service: string, resource: string, where = region): string =>
  `arn:aws:${service}:${where}:${account}:${resource}`

export const clusterArn = arn('ecs', 'cluster/main')
export const serviceArn = arn('ecs', 'service/main/web')
export const familyId = arn('ecs', 'task-definition/web')
export const taskDefinitionArn = `${familyId}:3`
/** What the good daemon of Managed Instances runs. */
export const daemonFamilyId = arn('ecs', 'daemon-task-definition/agent')
export const daemonContainerId = `${daemonFamilyId}#agent`
export const containerId = `${familyId}#app`
export const targetGroupArn = arn('elasticloadbalancing', 'targetgroup/web/0123456789abcdef')
export const loadBalancerArn = arn('elasticloadbalancing', 'loadbalancer/app/front/0123456789abcdef')
export const listenerArn = arn('elasticloadbalancing', 'listener/app/front/0123456789abcdef/443')
export const repositoryArn = arn('ecr', 'repository/web')
export const imageDigest = `sha256:${'a'.repeat(64)}`
export const image = `${account}.dkr.ecr.${region}.amazonaws.com/web:2026-11-20-4f1c`
export const taskRoleArn = arn('iam', 'role/web-task', '')
export const executionRoleArn = arn('iam', 'role/web-execution', '')
export const logGroupArn = arn('logs', 'log-group:/ecs/web')

/** ISO 8601 time some days before the scan. */
export const daysAgo = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString()
