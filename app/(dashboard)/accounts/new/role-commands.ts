import { writePolicy } from '#lib/scan/policy.ts'

const ownId = 'EXTERNAL_ID'
const ownPrincipal = 'TRUSTED_IDENTITY_ARN'

/** Commands that create the role with CloudFormation. What is not known stands as a placeholder in capitals. */
export function cliCommands(externalId = ownId, principal = ownPrincipal): string {
  return `npx tidewaiter policy --format cloudformation > tidewaiter.yaml
aws cloudformation deploy --stack-name tidewaiter-audit \\
  --template-file tidewaiter.yaml --capabilities CAPABILITY_NAMED_IAM \\
  --parameter-overrides \\
    TrustedPrincipal=${principal} \\
    ExternalId=${externalId}
`
}

export function terraformCommands(externalId = ownId, principal = ownPrincipal): string {
  return `terraform apply \\
  -var trusted_principal=${principal} \\
  -var external_id=${externalId}
`
}

/** The template of the role, as `tidewaiter policy` prints it. */
export function roleTemplate(format: 'cloudformation' | 'terraform'): string {
  return writePolicy(format)
}
