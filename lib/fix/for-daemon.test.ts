import { expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { forDaemon } from './for-daemon.ts'

test('a daemon takes a definition of its own kind and is updated instead of a service', () => {
  const cli = `# In the container definition: "user": "10001"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY
aws ecs deregister-task-definition --task-definition FAMILY:OLD
aws ecs delete-task-definitions --task-definitions FAMILY:OLD`
  expect(forDaemon(cli)).toBe(`# In the container definition: "user": "10001"
aws ecs register-daemon-task-definition --cli-input-json file://TASK_DEFINITION.json
# Drains the instances of these providers one after the other and replaces them:
aws ecs update-daemon --daemon-arn DAEMON_ARN --daemon-task-definition-arn TASK_DEFINITION_ARN \\
  --capacity-provider-arns PROVIDER_ARN
aws ecs delete-daemon-task-definition --daemon-task-definition FAMILY:OLD`)
})

test('a command that goes on over several lines is replaced whole', () => {
  const cli = `aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --enable-execute-command \\
  --force-new-deployment
aws sts get-caller-identity`
  const fixed = forDaemon(cli)
  expect(fixed).toMatch(/^# Drains/)
  expect(fixed).not.toMatch(/SERVICE|force-new-deployment/)
  expect(fixed).toMatch(/\naws sts get-caller-identity$/)
})

const ofContainers = checks.filter(({ kindName }) => kindName === 'container' || kindName === 'family')

test('no fix of what daemons are judged by speaks of services or of task definitions of services', () => {
  expect(ofContainers.length).toBeGreaterThan(10)
  for (const { id, fix } of ofContainers)
    expect(forDaemon(fix.cli), id).not.toMatch(/aws ecs (?:register-task-definition|update-service|deregister-task)/)
})
