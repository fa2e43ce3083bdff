import { repository } from '../testing/account.ts'
import { goodEstate } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-dependency-scan.ts'

const registry = (scanType: string) => ({
  registryScanning: goodEstate().registryScanning.map((one) => ({
    ...one,
    scanningConfiguration: { ...one.scanningConfiguration, scanType },
  })),
})
const inspector = (ecr: string, codeRepository?: string) => ({
  inspectorAccountStatus: [{ accountId: id.account, ecr, codeRepository }],
})

testCheck(check, {
  pass: {
    'enhanced scanning covers it': {},
    'Inspector scans source repositories': {
      given: { ...registry('BASIC'), ...inspector('DISABLED', 'ENABLED') },
      hint: 'check that the one of this image',
    },
  },
  manual: {
    'basic scanning looks at packages of the operating system only': { given: registry('BASIC'), reason: '180 days' },
    'enhanced scanning that leaves it out': {
      given: {
        repositoryScanning: [{ repositoryArn: id.repositoryArn, repositoryName: 'web', scanFrequency: 'MANUAL' }],
      },
      shows: ['scanningConfiguration.scanType', 'ecr'],
    },
    'enhanced scanning without Inspector': { given: inspector('DISABLED') },
  },
  notApplicable: {
    'no image of it is in use': {
      given: { repositories: [repository({ repositoryName: 'other', repositoryArn: `${id.repositoryArn}-other` })] },
    },
  },
})
