import { stringify } from 'yaml'
import { grantedActions } from './actions.ts'
import { type PolicyDocument, rolePolicies } from './role-policy.ts'

export const policyFormats = ['json', 'cloudformation', 'terraform'] as const
export type PolicyFormat = (typeof policyFormats)[number]

/** What the templates call the role. */
export const roleName = 'tidewaiter-audit'
const description =
  'Lets Tidewaiter read the descriptions of Amazon ECS resources. It cannot change anything or read data.'

/**
 * The policy of the scanned role, or a template that creates the role, ready to print. JSON is one policy document, or a
 * list of them where one would exceed IAM's limit.
 */
export function writePolicy(format: PolicyFormat, actions: readonly string[] = grantedActions): string {
  const documents = rolePolicies(actions)
  if (format === 'cloudformation') return cloudFormation(documents)
  if (format === 'terraform') return terraform(documents)
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
}

function cloudFormation(documents: readonly PolicyDocument[]): string {
  return stringify(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: description,
      Parameters: {
        TrustedPrincipal: { Type: 'String', Description: 'ARN of the identity that Tidewaiter runs as.' },
        ExternalId: {
          Type: 'String',
          Description: 'As Tidewaiter shows it for this account.',
          MinLength: 2,
          MaxLength: 1224,
        },
      },
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: roleName,
            Description: description,
            MaxSessionDuration: 3600,
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: { Ref: 'TrustedPrincipal' } },
                  Action: 'sts:AssumeRole',
                  Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                },
              ],
            },
            Policies: documents.map((PolicyDocument, index) => ({
              PolicyName: policyName(index),
              PolicyDocument,
            })),
          },
        },
      },
      Outputs: { RoleArn: { Description: 'Enter it in Tidewaiter.', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  )
}

function terraform(documents: readonly PolicyDocument[]): string {
  const policies = documents.map(
    (document, index) => `
resource "aws_iam_role_policy" "${policyName(index).replaceAll('-', '_')}" {
  name = "${policyName(index)}"
  role = aws_iam_role.tidewaiter.id
  policy = jsonencode(${JSON.stringify(document, null, 2).replaceAll('\n', '\n  ')})
}
`,
  )
  return `variable "trusted_principal" {
  type        = string
  description = "ARN of the identity that Tidewaiter runs as."
}

variable "external_id" {
  type        = string
  description = "As Tidewaiter shows it for this account."
}

resource "aws_iam_role" "tidewaiter" {
  name                 = "${roleName}"
  description          = "${description}"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.trusted_principal }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}
${policies.join('')}
output "role_arn" {
  description = "Enter it in Tidewaiter."
  value       = aws_iam_role.tidewaiter.arn
}
`
}

function policyName(index: number): string {
  return index === 0 ? 'tidewaiter-read' : `tidewaiter-read-${index + 1}`
}
