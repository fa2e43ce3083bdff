import { trustFindings } from '#lib/iam/trust.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { findRole, isLocal } from '#lib/inventory/derived/roles.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { RevisionInUse } from '#lib/inventory/subjects/task-definition.ts'
import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Message = 'absent' | 'missing' | 'trust'

/** Why the agent must act for the task: what it fetches, and the place in the definition that says so. */
interface Need {
  what: string
  path: string
}

export default defineCheck({
  id: 'iam-execution-role-present',
  subject: 'family',
  requires: ['roles'],
  failTitle: 'Agent has no role to start the task',
  messages: {
    absent: '{family} needs {what} but has no execution role.',
    missing: '{family} names execution role {role}, which does not exist.',
    trust: 'Execution role {role} of {family} does not trust the ECS tasks service.',
  },
  why: 'Before a container starts, the agent fetches its image and secrets and opens its log with the execution role. Without a role that works, new tasks fail to start: often noticed only at the next deploy or scale-out.',
  fix: {
    summary:
      'Set executionRoleArn to a role that trusts ecs-tasks.amazonaws.com and holds AmazonECSTaskExecutionRolePolicy or less, with the named secrets added.',
    effort: 'small',
    cli: `aws iam create-role --role-name FAMILY-execution --assume-role-policy-document file://ECS_TASKS_TRUST.json
aws iam attach-role-policy --role-name FAMILY-execution \\
  --policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
# On the task definition JSON: "executionRoleArn": "arn:aws:iam::ACCOUNT:role/FAMILY-execution"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  execution_role_arn = aws_iam_role.execution.arn
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  ExecutionRoleArn: !GetAtt ExecutionRole.Arn`,
  },
  evaluate(value, look) {
    const { definition, launch, uses } = value
    const needs = needsOf(value)
    const [need] = needs
    if (!need) {
      return notApplicable(
        launch === 'EC2'
          ? 'Pulls and logs go through the instance role; an execution role would allow to narrow that.'
          : 'The agent fetches nothing for this task that needs a role.',
      )
    }
    const named = new Set(uses.map((use) => use.override?.executionRoleArn ?? definition.executionRoleArn))
    const roles = named.size > 0 ? [...named] : [definition.executionRoleArn]
    const evidence = [
      cite('taskDefinitions', definition, 'executionRoleArn'),
      ...(need.path === '' ? [derived('needed for', need.what)] : [cite('taskDefinitions', definition, need.path)]),
    ]
    return combine(roles.map((role) => judge(look, value, role, need, evidence)))
  },
})

function judge(
  look: Look<'roles'>,
  { definition }: RevisionInUse,
  reference: string | undefined,
  need: Need,
  evidence: readonly Evidence[],
): Result<Message> {
  const { family } = definition
  if (!reference) return fail('absent', { family, what: need.what }, evidence)
  if (!isLocal(look, reference)) return undetermined('The execution role belongs to another account.')
  const role = findRole(look, reference)
  if (!role) return fail('missing', { family, role: reference }, [...evidence, derived('role looked for', reference)])
  const trust = trustFindings(role.AssumeRolePolicyDocument, { account: look.account, trustedPrincipals: [] })
  if ('error' in trust) return undetermined(`The trust policy of ${role.RoleName} could not be read: ${trust.error}`)
  const cited = [...evidence, cite('roles', role, 'Arn')]
  if (trust.tasksService) return pass([], cited)
  return fail('trust', { family, role: role.RoleName }, [...cited, cite('roles', role, 'AssumeRolePolicyDocument')])
}

function needsOf({ definition, launch, uses }: RevisionInUse): Need[] {
  const volume = definition.volumes.findIndex((one) => one.fsxWindowsFileServerVolumeConfiguration)
  const guarded = uses.some((use) => use.task?.containers.some(({ name }) => name.startsWith('aws-guardduty-agent-')))
  return [
    ...definition.containerDefinitions.flatMap((container, index) =>
      needsOfContainer(container).map((need) => ({ ...need, path: `containerDefinitions[${index}].${need.path}` })),
    ),
    ...(volume < 0 ? [] : [{ what: 'an FSx file share', path: `volumes[${volume}].name` }]),
    ...definition.containerDefinitions.flatMap((container, index) =>
      launch === 'EC2'
        ? []
        : pullsAndLogs(container).map((need) => ({ ...need, path: `containerDefinitions[${index}].${need.path}` })),
    ),
    ...(launch === 'FARGATE' && guarded ? [{ what: 'the GuardDuty agent', path: '' }] : []),
  ]
}

/** What the agent does with the execution role on every kind of compute. */
function needsOfContainer(container: ContainerDefinition): Need[] {
  const option = container.dockerSecurityOptions.findIndex((one) => /^credentialspec:arn:/.test(one))
  const file = container.environmentFiles.findIndex((one) => one.type === 's3')
  return [
    ...(container.secrets.length > 0 ? [{ what: 'secrets', path: 'secrets[0].valueFrom' }] : []),
    ...(container.logConfiguration?.secretOptions.length
      ? [{ what: 'secret log options', path: 'logConfiguration.secretOptions[0].valueFrom' }]
      : []),
    ...(container.repositoryCredentials
      ? [{ what: 'registry credentials', path: 'repositoryCredentials.credentialsParameter' }]
      : []),
    ...(container.credentialSpecs.length > 0 ? [{ what: 'gMSA credentials', path: 'credentialSpecs[0]' }] : []),
    ...(option < 0 ? [] : [{ what: 'gMSA credentials', path: `dockerSecurityOptions[${option}]` }]),
    ...(file < 0 ? [] : [{ what: 'an environment file', path: `environmentFiles[${file}].value` }]),
  ]
}

/** What the instance role covers on EC2 only. */
function pullsAndLogs(container: ContainerDefinition): Need[] {
  return [
    ...(parseImage(container.image ?? '').kind === 'ecr' ? [{ what: 'an image of ECR', path: 'image' }] : []),
    ...(container.logConfiguration?.logDriver === 'awslogs'
      ? [{ what: 'a CloudWatch log', path: 'logConfiguration.logDriver' }]
      : []),
  ]
}
