import type { ConfigurationRecorder } from '#lib/inventory/types/audit.ts'
import { recorder, recorderStatus } from '../testing/audit.ts'
import { cluster, schedule, service, standaloneTask } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cmp-config-inventory.ts'

const ecs = ['AWS::ECS::Cluster', 'AWS::ECS::Service', 'AWS::ECS::TaskDefinition']
const group = (over: Partial<ConfigurationRecorder['recordingGroup']>) => ({
  configurationRecorders: [
    recorder({ recordingGroup: { allSupported: false, resourceTypes: [], exclusionByResourceTypes: [], ...over } }),
  ],
})
const useOnly = 'EXCLUSION_BY_RESOURCE_TYPES'
const tagged = (key: string, value: string) => [service({ tags: [{ key, value }] })]

testCheck(check, {
  pass: {
    'all supported types': {},
    'the status in the words of the API': {
      given: { configurationRecorderStatus: [recorderStatus({ lastStatus: 'Success' })] },
    },
    'the three types are listed': { given: group({ resourceTypes: [...ecs, 'AWS::S3::Bucket'] }) },
    'an exclusion list without them': {
      given: group({ useOnly, exclusionByResourceTypes: ['AWS::EC2::NetworkInterface'] }),
    },
    'recorded once a day': {
      given: { configurationRecorders: [recorder({ recordingFrequency: 'DAILY' })] },
      hint: 'once a day',
    },
    'a recorder of another service stands beside it': {
      given: {
        configurationRecorders: [recorder({ name: 'hub', servicePrincipal: 'securityhub.amazonaws.com' }), recorder()],
        configurationRecorderStatus: [recorderStatus({ name: 'hub', recording: false }), recorderStatus()],
      },
    },
  },
  fail: {
    'no recorder': { given: { configurationRecorders: [], configurationRecorderStatus: [] }, message: 'none' },
    'only one of a service itself': {
      given: { configurationRecorders: [recorder({ recordingScope: 'INTERNAL' })] },
      message: 'none',
    },
    'it is stopped': {
      given: { configurationRecorderStatus: [recorderStatus({ recording: false })] },
      message: 'stopped',
    },
    'it fails to deliver': {
      given: { configurationRecorderStatus: [recorderStatus({ lastStatus: 'Failure' })] },
      message: 'failing',
    },
    'task definitions are not listed': {
      given: group({ resourceTypes: ['AWS::ECS::Cluster', 'AWS::ECS::Service'] }),
      message: 'partial',
    },
    'services are excluded': {
      given: group({ useOnly, exclusionByResourceTypes: ['AWS::ECS::Service'] }),
      message: 'partial',
    },
    'card data: high': {
      given: { configurationRecorders: [], services: tagged('compliance', 'pci-dss') },
      message: 'none',
      severity: 'high',
    },
    'health data of a cluster whose tasks no service runs: high': {
      given: {
        configurationRecorders: [],
        clusters: [cluster({ tags: [{ key: 'compliance', value: 'hipaa' }] })],
        services: [],
        tasks: [standaloneTask()],
      },
      message: 'none',
      severity: 'high',
    },
    'a schedule alone, whose tasks run at night': {
      given: { configurationRecorders: [], services: [], tasks: [], taskSchedules: [schedule()] },
      message: 'none',
    },
    'a recorder whose status is not there': {
      given: { configurationRecorderStatus: [] },
      message: 'stopped',
    },
    'nothing is listed': { given: group({}), message: 'partial' },
    'health data: high': {
      given: { configurationRecorders: [], services: tagged('data-classification', 'phi') },
      message: 'none',
      severity: 'high',
    },
  },
  notApplicable: { 'a cluster in which nothing runs': { given: { services: [], tasks: [] }, reason: 'Nothing runs' } },
})
