import { cluster } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-container-insights.ts'

const insights = (value?: string, over: Parameters<typeof cluster>[0] = {}) => ({
  clusters: [cluster({ settings: value ? [{ name: 'containerInsights', value }] : [], ...over })],
})
const staging = { tags: [{ key: 'environment', value: 'staging' }] }

testCheck(check, {
  pass: {
    enhanced: {},
    'enabled passes with advice': { given: insights('enabled'), hint: 'without enhanced' },
  },
  fail: {
    disabled: { given: insights('disabled'), message: 'off' },
    'absent means off': { given: insights(), message: 'off' },
    'without PROD services: low': { given: insights('disabled', staging), message: 'off', severity: 'low' },
    'untagged counts as PROD': { given: insights('disabled', { tags: [] }), message: 'off' },
  },
  notApplicable: {
    'an idle cluster': {
      given: { ...insights('disabled', { activeServicesCount: 0, runningTasksCount: 0 }), services: [], tasks: [] },
    },
  },
})
