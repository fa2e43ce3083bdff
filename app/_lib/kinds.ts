/** What people call the kinds of resources and subjects. */
const kinds: Readonly<Record<string, { one: string; many: string }>> = {
  account: { one: 'Account and region', many: 'Accounts and regions' },
  container: { one: 'Container', many: 'Containers' },
  'ecr-image': { one: 'Image', many: 'Images' },
  'ecr-repository': { one: 'Image repository', many: 'Image repositories' },
  'ecs-cluster': { one: 'Cluster', many: 'Clusters' },
  'ecs-container-instance': { one: 'Container instances', many: 'Container instances' },
  'ecs-service': { one: 'Service', many: 'Services' },
  'ecs-task': { one: 'Standalone task', many: 'Standalone tasks' },
  'iam-role': { one: 'IAM role', many: 'IAM roles' },
  'launch-template': { one: 'Launch template', many: 'Launch templates' },
  listener: { one: 'Listener', many: 'Listeners' },
  'load-balancer': { one: 'Load balancer', many: 'Load balancers' },
  'log-group': { one: 'Log group', many: 'Log groups' },
  'security-group': { one: 'Security group', many: 'Security groups' },
  'target-group': { one: 'Target group', many: 'Target groups' },
  'task-definition': { one: 'Task definition', many: 'Task definitions' },
  vpc: { one: 'VPC', many: 'VPCs' },
}

/** "Security group"; a kind without a word of its own is shown as it is named. */
export function kindWord(kind: string): string {
  return kinds[kind]?.one ?? kind
}

/** "Security groups". */
export function kindWords(kind: string): string {
  return kinds[kind]?.many ?? kind
}
