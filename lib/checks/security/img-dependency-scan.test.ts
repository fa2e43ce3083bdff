import { repository } from '../testing/account.ts'
import { container, withContainers } from '../testing/ecs.ts'
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
    'enhanced scanning on push': {
      given: {
        repositoryScanning: [{ repositoryArn: id.repositoryArn, repositoryName: 'web', scanFrequency: 'SCAN_ON_PUSH' }],
      },
    },
  },
  manual: {
    'basic scanning looks at packages of the operating system only': { given: registry('BASIC'), reason: '180 days' },
    'Inspector scans source repositories, but nothing tells whether that of this image': {
      given: { ...registry('BASIC'), ...inspector('DISABLED', 'ENABLED') },
      reason: 'its source repository',
      shows: ['codeRepository'],
    },
    'enhanced scanning that leaves it out': {
      given: {
        repositoryScanning: [{ repositoryArn: id.repositoryArn, repositoryName: 'web', scanFrequency: 'MANUAL' }],
      },
      shows: ['scanningConfiguration.scanType', 'ecr'],
    },
    'nothing tells whether Inspector scans': { given: { inspectorAccountStatus: [] } },
    'enhanced scanning that does not list the repository': { given: { repositoryScanning: [] } },
    'enhanced scanning without Inspector': { given: inspector('DISABLED') },
  },
  notApplicable: {
    'no image of it is in use': {
      given: { repositories: [repository({ repositoryName: 'other', repositoryArn: `${id.repositoryArn}-other` })] },
    },
  },
  unknown: {
    'the repository of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
  },
})
