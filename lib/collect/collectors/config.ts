import type * as sdk from '@aws-sdk/client-config-service'
import type { ConfigurationRecorder } from '#lib/inventory/types/audit.ts'
import { defineCollector } from '../collector.ts'
import { iso, need, pick } from '../shape.ts'

/** What AWS Config records in a region with clusters, and whether it does. */
export const configurationRecorders = defineCollector({
  name: 'config-recorders',
  fills: ['configurationRecorders', 'configurationRecorderStatus'],
  needs: ['clusters'],
  async collect({ call }, look, out) {
    if (look.seen('clusters').length === 0) return
    async function recorders() {
      const action = 'config:DescribeConfigurationRecorders'
      const found = await out.read({ section: 'configurationRecorders' }, () => call(action, {}))
      out.add('configurationRecorders', action, found?.ConfigurationRecorders, toRecorder)
    }
    async function status() {
      const action = 'config:DescribeConfigurationRecorderStatus'
      const found = await out.read({ section: 'configurationRecorderStatus' }, () => call(action, {}))
      out.add('configurationRecorderStatus', action, found?.ConfigurationRecordersStatus, (one) => ({
        name: need(one.name, 'name'),
        recording: one.recording ?? false,
        ...pick(one, 'lastStatus', 'lastErrorCode'),
        lastStatusChangeTime: iso(one.lastStatusChangeTime),
      }))
    }
    await Promise.all([recorders(), status()])
  },
})

function toRecorder(recorder: sdk.ConfigurationRecorder): ConfigurationRecorder {
  const group = recorder.recordingGroup
  return {
    name: need(recorder.name, 'name'),
    ...pick(recorder, 'arn', 'recordingScope', 'servicePrincipal'),
    recordingGroup: {
      allSupported: group?.allSupported ?? false,
      resourceTypes: group?.resourceTypes ?? [],
      exclusionByResourceTypes: group?.exclusionByResourceTypes?.resourceTypes ?? [],
      useOnly: group?.recordingStrategy?.useOnly,
    },
    recordingFrequency: recorder.recordingMode?.recordingFrequency,
  }
}
