import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { container, service, taskDefinition } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sto-efs-transit-encryption.ts'

const mounting = container({ mountPoints: [{ sourceVolume: 'files', containerPath: '/files' }] })
const efs = (
  transitEncryption?: string,
  containerDefinitions = [mounting],
  runtimePlatform?: TaskDefinition['runtimePlatform'],
) => ({
  taskDefinitions: [
    taskDefinition({
      containerDefinitions,
      runtimePlatform,
      volumes: [{ name: 'files', efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption } }],
    }),
  ],
})

testCheck(check, {
  pass: {
    'TLS is on': { given: efs('ENABLED') },
  },
  fail: {
    'TLS is off': { given: efs('DISABLED'), message: 'plain' },
    'absent means off': { given: efs(undefined), message: 'plain' },
    'card data makes it high': {
      given: { ...efs(undefined), services: [service({ tags: [{ key: 'compliance', value: 'pci' }] })] },
      message: 'plain',
      severity: 'high',
    },
    'declared but never mounted': { given: efs(undefined, [container()]), message: 'unmounted', severity: 'low' },
  },
  notApplicable: {
    'no EFS volume': {},
    'Windows cannot mount EFS': {
      given: efs('DISABLED', [mounting], { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' }),
    },
  },
})
