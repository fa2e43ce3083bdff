import { type TrailState, trailStates } from '#lib/inventory/derived/trails.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass } from '../result.ts'

export default defineCheck({
  id: 'iam-cloudtrail-enabled',
  subject: 'accountRegion',
  requires: ['trails', 'trailStatus', 'trailEventSelectors'],
  failTitle: 'CloudTrail does not record ECS here',
  messages: {
    none: 'No trail covers {region}.',
    stopped: 'Trail {trail} does not log.',
    undelivered: 'Trail {trail} has not delivered its logs for a day: {error}.',
    selective: 'Trail {trail} does not record changes of ECS.',
    unvalidated: 'Nobody could tell if the log files of trail {trail} were changed: they are not validated.',
  },
  why: 'CloudTrail tells who changed a service, passed a role or opened a shell. Without a trail nothing is left after 90 days, and an intruder’s traces cannot be followed.',
  fix: {
    summary:
      'Create a trail of the organization for all regions, with log file validation and a KMS key. The first copy of management events is free, each further trail costs. Ship /var/log/ecs/audit.log of EC2 hosts too.',
    effort: 'small',
    cli: `aws cloudtrail create-trail --name TRAIL --s3-bucket-name BUCKET --is-multi-region-trail \\
  --enable-log-file-validation --kms-key-id KEY
aws cloudtrail start-logging --name TRAIL
aws cloudtrail put-event-selectors --trail-name TRAIL \\
  --event-selectors '[{"ReadWriteType": "All", "IncludeManagementEvents": true}]'`,
    terraform: `resource "aws_cloudtrail" "TRAIL" {
  is_multi_region_trail      = true
  is_organization_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.KEY.arn
}`,
    cloudformation: `Type: AWS::CloudTrail::Trail
Properties:
  IsLogging: true
  IsMultiRegionTrail: true
  EnableLogFileValidation: true
  KMSKeyId: !Ref Key`,
  },
  evaluate(_account, look) {
    const states = trailStates(look, (state) => !state.fault && state.trail.LogFileValidationEnabled)
    const recording = states.filter((state) => !state.fault)
    const validated = recording.find(({ trail }) => trail.LogFileValidationEnabled)
    if (validated) return pass([], evidenceOf(validated))
    const [first] = recording
    if (first) return fail('unvalidated', { trail: first.trail.Name }, evidenceOf(first), { severity: 'low' })
    if (states.length === 0)
      return fail('none', { region: look.region }, [derived(`trails that cover ${look.region}`, 0)])
    return combine(
      states.map((state) =>
        fail(
          state.fault ?? 'stopped',
          { trail: state.trail.Name, error: state.status.LatestDeliveryError ?? '' },
          evidenceOf(state),
        ),
      ),
    )
  },
})

function evidenceOf({ trail, status, selectors }: TrailState): Evidence[] {
  const fields = ['Name', 'IsMultiRegionTrail', 'IsOrganizationTrail', 'LogFileValidationEnabled'] as const
  return [
    ...fields.map((field) => cite('trails', trail, field)),
    cite('trailStatus', status, 'IsLogging'),
    cite('trailStatus', status, 'LatestDeliveryError'),
    ...selectors.EventSelectors.map((_, i) =>
      cite('trailEventSelectors', selectors, `EventSelectors[${i}].ReadWriteType`),
    ),
    ...selectors.AdvancedEventSelectors.map((_, i) =>
      cite('trailEventSelectors', selectors, `AdvancedEventSelectors[${i}].FieldSelectors`),
    ),
  ]
}
