import { taskDefinition } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './sto-efs-restore-tested.ts'

const taskDefinitions = [
  taskDefinition({ volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-data' } }] }),
]
const resourceTags = [
  {
    ResourceARN: id.arn('elasticfilesystem', 'file-system/fs-data'),
    Tags: [{ Key: 'purpose', Value: 'scratch' }],
  },
]

testCheck(question, {
  manual: {
    'a file system that tasks mount': {
      given: { taskDefinitions },
      subject: 'fs-data',
      shows: ['volumes[0].efsVolumeConfiguration.fileSystemId', 'derived: families that mount it'],
    },
  },
  notApplicable: {
    'a scratch file system': { given: { taskDefinitions, resourceTags }, subject: 'fs-data' },
    'no file system': {},
  },
})
