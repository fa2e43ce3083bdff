import { auditGrants, type GrantFinding, type RoleDocument } from '#lib/iam/audit.ts'
import { hostsOpenToTasks } from '#lib/inventory/derived/metadata.ts'
import type { UsageSection } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { RoleSubject } from '#lib/inventory/subjects/iam.ts'
import type { ManagedPolicy, Role } from '#lib/inventory/types/iam.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Severity, undetermined } from '../result.ts'

const severityOf: Record<GrantFinding['kind'], Severity> = {
  admin: 'critical',
  escalation: 'critical',
  'service-wildcard': 'high',
  'write-wildcard': 'medium',
}

export default defineCheck({
  id: 'iam-task-role-least-privilege',
  subject: 'iamRole',
  requires: ['policies'],
  failTitle: 'Task role grants too much',
  messages: {
    admin: 'Policy {policy} makes the task an administrator ({action} on {resource}).',
    escalation: 'Policy {policy} lets the task raise its own rights ({action} on {resource}).',
    serviceWildcard: 'Policy {policy} grants {action} on {resource}.',
    writeWildcard: 'Policy {policy} grants writes ({action}) on {resource}.',
  },
  why: 'Whoever breaks into a container has exactly the rights of its task role. A role that can pass roles or touch every resource turns one weak service into the whole account.',
  fix: {
    summary:
      'Let IAM Access Analyzer generate a policy from what the role really used, then list exact actions and ARNs. Watch for denied calls after the change: rare jobs may not have run in the period looked at.',
    effort: 'medium',
    cli: `aws accessanalyzer start-policy-generation --policy-generation-details principalArn=ROLE_ARN --cloud-trail-details file://TRAIL.json
aws accessanalyzer get-generated-policy --job-id JOB
aws iam put-role-policy --role-name ROLE --policy-name task --policy-document file://POLICY.json
aws iam detach-role-policy --role-name ROLE --policy-arn BROAD_POLICY`,
    terraform: `data "aws_iam_policy_document" "task" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::BUCKET/PREFIX/*"]
  }
}`,
    cloudformation: `Policies:
  - PolicyName: task
    PolicyDocument:
      Statement:
        - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::BUCKET/PREFIX/*" }`,
  },
  dormant: 'full',
  evaluate(value, look) {
    const { role, foreign } = value
    if (value.asTask.length === 0 && !isReachableInstanceRole(look, value))
      return notApplicable('No task runs with this role.')
    if (foreign) return undetermined('The role belongs to another account.')
    if (!role) return notApplicable('The role does not exist; iam-task-role-present reports that.')
    const documents = documentsOf(look, role)
    const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn
    const boundary = boundaryArn ? defaultDocument(look.get('policies', boundaryArn)) : undefined
    const audit = auditGrants(documents, boundary)
    const failures = audit.findings.map((one) => {
      const evidence = [
        cite('roles', role, 'RoleName'),
        derived('policy, action, resource', [one.source, one.action, one.resource]),
        derived('for example', one.examples),
        ...(one.limitedBy ? [derived('may be limited by', one.limitedBy)] : []),
        ...(boundaryArn ? [cite('roles', role, 'PermissionsBoundary.PermissionsBoundaryArn')] : []),
      ]
      const data = { policy: one.source, action: one.action, resource: one.resource }
      const message = (
        {
          admin: 'admin',
          escalation: 'escalation',
          'service-wildcard': 'serviceWildcard',
          'write-wildcard': 'writeWildcard',
        } as const
      )[one.kind]
      return fail(message, data, evidence, { severity: severityOf[one.kind] })
    })
    const unread = audit.unread.map((one) => undetermined(`Policy ${one.source} could not be read: ${one.error}`))
    const advice = [
      ...audit.advice.map((one) => `${one.source} grants ${one.action} on named resources; list the actions it needs.`),
      ...audit.neutralised.map(
        (one) =>
          `${one.source} grants ${one.action}; only ${one.limitedBy === 'boundary' ? 'the permissions boundary' : 'a condition'} holds it back.`,
      ),
    ]
    return combine([pass(advice, [cite('roles', role, 'RoleName')]), ...unread, ...failures])
  },
})

type Section = 'policies' | 'roles'

function documentsOf(look: Look<Section>, role: Role): readonly RoleDocument[] {
  return [
    ...role.RolePolicyList.map((one) => ({ source: one.PolicyName, document: one.PolicyDocument })),
    ...role.AttachedManagedPolicies.map((one) => ({
      source: one.PolicyName,
      arn: one.PolicyArn,
      document: defaultDocument(look.get('policies', one.PolicyArn)),
    })),
  ]
}

/** Only the default version of a managed policy counts. */
function defaultDocument(policy: ManagedPolicy | undefined): string | undefined {
  return policy?.PolicyVersionList.find((one) => one.IsDefaultVersion)?.Document
}

/** An instance role matters as soon as some task can fetch its credentials. */
function isReachableInstanceRole(look: Look<UsageSection>, { asInstance }: RoleSubject): boolean {
  return asInstance.some((host) => hostsOpenToTasks(look.in(host.region), [host]).length > 0)
}
