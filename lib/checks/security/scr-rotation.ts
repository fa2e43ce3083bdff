import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Parameter, Secret } from '#lib/inventory/types/secrets.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const DAY_MS = 86_400_000
/** Days a rotation may be late: Secrets Manager rotates within a window and tries again. */
const LATE_DAYS = 7

export default defineCheck({
  id: 'scr-rotation',
  subject: 'secret',
  requires: ['secretVersions'],
  failTitle: 'Secret is not rotated',
  messages: {
    old: '{secret} is not rotated; its value is {days} days old.',
    late: 'Rotation of {secret} is on, but was due {days} days ago.',
  },
  why: 'A secret that leaked without anybody noticing stays useful until it changes. Rotation limits that time, and shows before an emergency that the value can be changed at all.',
  fix: {
    summary:
      'Turn on rotation: managed rotation for databases, a function of your own otherwise. Tasks read injected values only at start, so redeploy them after each rotation. For keys that only a person can renew, set a date and accept the finding until then.',
    effort: 'medium',
    cli: `aws secretsmanager rotate-secret --secret-id SECRET --rotation-lambda-arn FUNCTION_ARN \\
  --rotation-rules AutomaticallyAfterDays=30`,
    terraform: `resource "aws_secretsmanager_secret_rotation" "SECRET" {
  secret_id           = aws_secretsmanager_secret.SECRET.id
  rotation_lambda_arn = aws_lambda_function.ROTATE.arn
  rotation_rules { automatically_after_days = 30 }
}`,
    cloudformation: `Type: AWS::SecretsManager::RotationSchedule
Properties:
  SecretId: !Ref Secret
  HostedRotationLambda: { RotationType: PostgreSQLSingleUser }
  RotationRules: { AutomaticallyAfterDays: 30 }`,
  },
  evaluate({ reference, secret, parameter }, look) {
    if (secret) return ofSecret(look, secret)
    if (parameter) return ofParameter(look, parameter)
    return undetermined(`${reference.name} belongs to account ${reference.account}, which cannot be looked into.`)
  },
})

function ofSecret(look: Look<'secretVersions'>, secret: Secret): Result<'old' | 'late'> {
  const facts = [
    cite('secrets', secret, 'Name'),
    cite('secrets', secret, 'RotationEnabled'),
    cite('secrets', secret, 'OwningService'),
  ]
  if (secret.RotationEnabled) {
    const evidence = [
      ...facts,
      cite('secrets', secret, 'RotationRules'),
      cite('secrets', secret, 'LastRotatedDate'),
      cite('secrets', secret, 'NextRotationDate'),
    ]
    const late = secret.NextRotationDate ? daysSince(look, secret.NextRotationDate) : 0
    if (late > LATE_DAYS) return fail('late', { secret: secret.Name, days: Math.floor(late) }, evidence)
    return pass([], evidence)
  }
  const versions = look.get('secretVersions', secret.reference)
  const position = versions?.Versions.findIndex((one) => one.VersionStages.includes('AWSCURRENT')) ?? -1
  const created = versions?.Versions[position]?.CreatedDate
  if (!versions || !created) return undetermined(`${secret.Name} has no current version, so its age is not known.`)
  const evidence = [...facts, cite('secretVersions', versions, `Versions[${position}].CreatedDate`)]
  const days = daysSince(look, created)
  if (days < look.policy.maxSecretAge) return pass([], evidence)
  return fail('old', { secret: secret.Name, days: Math.floor(days) }, evidence)
}

/** Parameter Store cannot rotate: an old value is worth a word, not a finding. */
function ofParameter(look: Look<never>, parameter: Parameter): Result<never> {
  if (parameter.Type !== 'SecureString') return notApplicable('It is a plain parameter.')
  if (!parameter.LastModifiedDate) return undetermined('When it was last changed is not known.')
  const days = daysSince(look, parameter.LastModifiedDate)
  const hint =
    days < look.policy.maxSecretAge
      ? []
      : `It was last changed ${Math.floor(days)} days ago. Parameter Store cannot rotate: move values that must into Secrets Manager.`
  return pass(hint, [cite('parameters', parameter, 'LastModifiedDate')])
}

/** Negative for a time to come. */
function daysSince(look: Look<never>, time: string): number {
  return (Date.parse(look.now) - Date.parse(time)) / DAY_MS
}
