import type { Principal } from '#lib/iam/policy.ts'
import { accountOf } from '#lib/iam/principals.ts'
import { trustFindings } from '#lib/iam/trust.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'iam-task-role-trust',
  subject: 'iamRole',
  requires: [],
  failTitle: 'Others can become the task',
  messages: {
    open: '{principal} may assume {role} from outside, and no condition limits it.',
    unexpected: '{principal} may assume {role} beside the ECS tasks service.',
    noTasks: '{role} does not trust the ECS tasks service, so tasks cannot run with it.',
  },
  why: 'The trust policy says who may become this role. Everyone on it beside ECS can act as the task, with its data and its rights, without ever touching the container.',
  fix: {
    summary:
      'Trust ecs-tasks.amazonaws.com alone, with conditions on your account and its ECS ARNs. If people need the role for local development, give them a role of their own outside production.',
    effort: 'small',
    cli: `aws iam update-assume-role-policy --role-name ROLE --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole",
    "Condition": {"StringEquals": {"aws:SourceAccount": "ACCOUNT"},
                  "ArnLike": {"aws:SourceArn": "arn:aws:ecs:REGION:ACCOUNT:*"}}}]}'`,
    terraform: `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["ACCOUNT"]
    }
  }
}`,
    cloudformation: `AssumeRolePolicyDocument:
  Statement:
    - Effect: Allow
      Principal: { Service: ecs-tasks.amazonaws.com }
      Action: sts:AssumeRole
      Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }`,
  },
  evaluate({ role, foreign, asTask, asExecution }, look) {
    if (asTask.length + asExecution.length === 0) return notApplicable('No task or agent runs with this role.')
    if (foreign) return undetermined('The role belongs to another account.')
    if (!role) return notApplicable('The role does not exist.')
    const trust = trustFindings(role.AssumeRolePolicyDocument, {
      account: look.account,
      trustedPrincipals: look.policy.trustedPrincipals,
    })
    if ('error' in trust) return undetermined(`Its trust policy could not be read: ${trust.error}`)
    const evidence = [cite('roles', role, 'AssumeRolePolicyDocument')]
    const isMember = ({ value }: Principal) => look.policy.organizationAccounts.includes(accountOf(value))
    const failures = trust.unexpected.map((one) => {
      const open = one.open && !isMember(one.principal)
      return fail(
        open ? 'open' : 'unexpected',
        { principal: one.principal.value, role: role.RoleName },
        [...evidence, derived('unexpected principal', one.principal.value), derived('scope', one.scope)],
        { severity: open ? 'high' : 'medium' },
      )
    })
    const absent = trust.tasksService ? [] : [fail('noTasks', { role: role.RoleName }, evidence)]
    const advice =
      trust.tasksService && trust.missingSourceCondition
        ? [`${role.RoleName} does not say which account ECS must act for.`]
        : []
    return combine([pass(advice, evidence), ...absent, ...failures])
  },
})
