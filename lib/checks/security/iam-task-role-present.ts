import { ec2Hosts } from '#lib/inventory/derived/hosts.ts'
import { reachesMetadata } from '#lib/inventory/derived/metadata.ts'
import { findRole, isLocal } from '#lib/inventory/derived/roles.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { RevisionInUse } from '#lib/inventory/subjects/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, undetermined } from '../result.ts'

type Section = 'roles' | 'containerInstances' | 'instances' | 'capacityProviders'
type Message = 'broken' | 'inherits'

export default defineCheck({
  id: 'iam-task-role-present',
  subject: 'family',
  requires: ['roles', 'instances'],
  failTitle: 'Task has no role of its own',
  messages: {
    broken: '{family} names task role {role}, which does not exist.',
    inherits: '{family} has no task role and can fetch the role of its host instead.',
  },
  why: 'Without a role of its own a task on EC2 silently uses the instance role, and with it rights meant for the host and shared by every task there.',
  fix: {
    summary:
      'Create a role for this task family and set taskRoleArn. List what the program calls first: with the instance role gone, calls it made by chance will be refused.',
    effort: 'small',
    cli: `aws iam create-role --role-name FAMILY-task --assume-role-policy-document file://ECS_TASKS_TRUST.json
# On the task definition JSON: "taskRoleArn": "arn:aws:iam::ACCOUNT:role/FAMILY-task"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  task_role_arn = aws_iam_role.task.arn
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  TaskRoleArn: !GetAtt TaskRole.Arn`,
  },
  evaluate(value, look) {
    const { definition, uses } = value
    const roles = new Set(uses.map((use) => use.override?.taskRoleArn ?? definition.taskRoleArn))
    const references = roles.size > 0 ? [...roles] : [definition.taskRoleArn]
    return combine(references.map((role) => (role ? named(look, value, role) : absent(look, value))))
  },
})

function named(look: Look<Section>, { definition }: RevisionInUse, reference: string): Result<Message> {
  const evidence = [cite('taskDefinitions', definition, 'taskRoleArn')]
  if (!isLocal(look, reference)) return undetermined('The task role belongs to another account.')
  if (findRole(look, reference)) return pass([], evidence)
  return fail('broken', { family: definition.family, role: reference }, [
    ...evidence,
    derived('role looked for', reference),
  ])
}

/** Absent is harmless where there is nothing to inherit; on EC2 it depends on whether the task can reach instance metadata. */
function absent(look: Look<Section>, { definition, launch, uses }: RevisionInUse): Result<Message> {
  const exec = uses.some(
    ({ service, daemon }) => service?.enableExecuteCommand || daemon?.revision.enableExecuteCommand,
  )
  const advice = exec ? [`${definition.family} has ECS Exec on, which needs a task role.`] : []
  const evidence = [cite('taskDefinitions', definition, 'taskRoleArn')]
  if (launch !== 'EC2') return pass(advice, evidence)
  const clusters = new Set(uses.map((use) => use.clusterArn))
  for (const cluster of clusters) look.all('containerInstances', cluster)
  const hosts = ec2Hosts(look).filter((host) => clusters.has(host.registration.clusterArn))
  if (uses.length > 0 && hosts.length === 0)
    return undetermined('No host is registered yet that would tell whether the task can reach metadata.')
  if (hosts.some((host) => !host.instance)) look.all('instances')
  const open = hosts.filter((host) => reachesMetadata(host, definition.networkMode))
  if (open.length === 0) return pass(advice, evidence)
  const names = open.map((host) => host.registration.ec2InstanceId ?? '')
  return fail(
    'inherits',
    { family: definition.family },
    [...evidence, derived('hosts with reachable metadata', names)],
    { severity: 'high' },
  )
}
