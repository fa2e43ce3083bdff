import { classifyUse } from '#lib/inventory/derived/tags.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { ConfigurationRecorder } from '#lib/inventory/types/audit.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result, type Severity } from '../result.ts'

const types = ['AWS::ECS::Cluster', 'AWS::ECS::Service', 'AWS::ECS::TaskDefinition']
type Section = UsageSection | 'configurationRecorders' | 'configurationRecorderStatus'
type Message = 'none' | 'stopped' | 'failing' | 'partial'

export default defineCheck({
  id: 'cmp-config-inventory',
  subject: 'accountRegion',
  requires: [...usageReads, 'configurationRecorders', 'configurationRecorderStatus'],
  failTitle: 'Container changes are not recorded',
  messages: {
    none: 'AWS Config has no recorder of yours in {region}.',
    stopped: 'Recorder {recorder} of AWS Config does not record.',
    failing: 'Recorder {recorder} of AWS Config does not deliver: its last status is {status}.',
    partial: 'Recorder {recorder} of AWS Config leaves out {types}.',
  },
  why: 'An assessor asks what ran on a certain day and who changed it. AWS Config keeps every state of clusters, services and task definitions; without it there is only what runs now.',
  fix: {
    summary:
      'Let AWS Config record the three ECS types, or all that it supports, continuously; each recorded change costs. Tasks without a service are no Config resources: their history is in CloudTrail and in these scans.',
    effort: 'small',
    cli: `aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE \\
  --recording-group allSupported=true,includeGlobalResourceTypes=true
aws configservice start-configuration-recorder --configuration-recorder-name default`,
    terraform: `resource "aws_config_configuration_recorder" "default" {
  recording_group { all_supported = true }
  recording_mode { recording_frequency = "CONTINUOUS" }
}
resource "aws_config_configuration_recorder_status" "default" {
  name       = aws_config_configuration_recorder.default.name
  is_enabled = true
}`,
    cloudformation: `Type: AWS::Config::ConfigurationRecorder
Properties:
  RecordingGroup: { AllSupported: true }
  RecordingMode: { RecordingFrequency: CONTINUOUS }`,
  },
  evaluate({ services }, look) {
    const uses = [...look.once(usesByRevision).values()].flat()
    if (services.length + uses.length === 0) {
      look.all('taskSchedules')
      return notApplicable('Nothing runs on ECS here.')
    }
    const severity = isRegulated(look, services, uses) ? 'high' : 'medium'
    const own = look.seen('configurationRecorders').filter(isOwn)
    const judged = own.map((one) => judge(look, one, severity))
    const good = judged.find(({ status }) => status === 'pass')
    if (good) return good
    look.all('configurationRecorders')
    if (judged.length > 0) return combine(judged)
    return fail('none', { region: look.region }, [derived('recorders of your own', 0)], { severity })
  },
})

/** Other AWS services keep recorders for themselves. */
function isOwn({ recordingScope, servicePrincipal }: ConfigurationRecorder): boolean {
  return recordingScope !== 'INTERNAL' && servicePrincipal === undefined
}

function judge(look: Look<Section>, recorder: ConfigurationRecorder, severity: Severity): Result<Message> {
  const status = look.get('configurationRecorderStatus', recorder.name)
  const group = recorder.recordingGroup
  const evidence = [
    cite('configurationRecorders', recorder, 'recordingGroup.allSupported'),
    cite('configurationRecorders', recorder, 'recordingGroup.resourceTypes'),
    ...(group.exclusionByResourceTypes.length > 0
      ? [cite('configurationRecorders', recorder, 'recordingGroup.exclusionByResourceTypes')]
      : []),
    ...(status
      ? [
          cite('configurationRecorderStatus', status, 'recording'),
          cite('configurationRecorderStatus', status, 'lastStatus'),
        ]
      : []),
  ]
  const data = { recorder: recorder.name }
  if (!status?.recording) return fail('stopped', data, evidence, { severity })
  const last = status.lastStatus ?? 'unknown'
  if (last.toUpperCase() !== 'SUCCESS') return fail('failing', { ...data, status: last }, evidence, { severity })
  const missing = types.filter((type) => !records(recorder, type))
  if (missing.length > 0) return fail('partial', { ...data, types: missing.join(', ') }, evidence, { severity })
  const daily = recorder.recordingFrequency === 'DAILY'
  return pass(daily ? 'Changes are recorded once a day: what came and went between is lost.' : [], evidence)
}

/** An exclusion list is to be read the other way round. */
function records({ recordingGroup: group }: ConfigurationRecorder, type: string): boolean {
  if (group.allSupported) return true
  if (group.useOnly === 'EXCLUSION_BY_RESOURCE_TYPES') return !group.exclusionByResourceTypes.includes(type)
  return group.resourceTypes.includes(type)
}

/** Card or health data in a service, or in a cluster that runs tasks without one. */
function isRegulated(look: Look<'clusters'>, services: readonly Service[], uses: readonly Use[]): boolean {
  return [...services.map((service) => ({ service, clusterArn: service.clusterArn })), ...uses].some((use) => {
    const { cde, phi } = ifKnown(() => classifyUse(look, use)) ?? {}
    return cde === true || phi === true
  })
}
