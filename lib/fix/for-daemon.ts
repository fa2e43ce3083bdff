const registering = /aws ecs register-task-definition\b/g
/** With the lines that it goes on over. */
const updating = /aws ecs update-service\b(?:.*\\\n)*.*/g
const removing = /aws ecs (?:deregister-task-definition|delete-task-definitions) --task-definitions? (\S+)/g

const update = `# Drains the instances of these providers one after the other and replaces them:
aws ecs update-daemon --daemon-arn DAEMON_ARN --daemon-task-definition-arn TASK_DEFINITION_ARN \\
  --capacity-provider-arns PROVIDER_ARN`

/**
 * Commands that change a task definition and its service, as a daemon of Managed Instances takes them: its definitions are
 * of a kind of their own, and no service runs them.
 */
export function forDaemon(cli: string): string {
  const lines = cli
    .replaceAll(registering, 'aws ecs register-daemon-task-definition')
    .replaceAll(updating, update)
    .replaceAll(removing, 'aws ecs delete-daemon-task-definition --daemon-task-definition $1')
    .split('\n')
  return lines.filter((line, index) => line !== lines[index - 1]).join('\n')
}
