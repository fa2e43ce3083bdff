import { ecrImage, imageConfig, imageScanFindings, inspectorFinding } from '../testing/account.ts'
import { container, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-minimal-base.ts'

const built = (over: {
  startsShell?: boolean
  baseName?: string
  installers?: string[]
  os?: string
  history?: undefined
}) => {
  const { startsShell = false, baseName, installers = [], os = 'linux' } = over
  return {
    imageConfigs: [
      imageConfig({
        config: { User: '10001', hasHealthcheck: false, exposedPorts: [], startsShell, baseName },
        history: 'history' in over ? undefined : { installers, clearsSetuid: false },
        os,
      }),
    ],
  }
}
const failed = { severity: 'info', confidence: 'heuristic' } as const
const mib = (size: number) => ({ ecrImages: [ecrImage({ imageSizeInBytes: size * 1_048_576 })] })
const named = (count: number) => ({
  imageScanFindings: [
    imageScanFindings({
      findings: Array.from({ length: count }, (_, i) => ({ name: `CVE-${i}`, severity: 'LOW', packageName: `p${i}` })),
    }),
  ],
})

testCheck(check, {
  pass: {
    'a distroless base': {},
    'a slim base, whatever its size': {
      given: { ...built({ baseName: 'python:3.13-slim', installers: ['apt-get'] }), ...mib(900) },
    },
    'an alpine base that starts a shell': {
      given: built({ baseName: 'docker.io/library/alpine:3.22', startsShell: true }),
    },
    scratch: { given: built({ baseName: 'scratch' }) },
    'a chainguard base': { given: built({ baseName: 'cgr.dev/chainguard/static:latest' }) },
    'no label and no sign of more than it needs': { given: built({}) },
    'an image that no scanner can read has no packages': {
      given: {
        ...built({}),
        imageScanFindings: [],
        ecrImages: [ecrImage({ imageScanStatus: { status: 'UNSUPPORTED_IMAGE' } })],
      },
    },
    'at the limits': { given: { ...built({}), ...mib(300), ...named(120) } },
  },
  fail: {
    'it starts a shell': { given: built({ startsShell: true }), message: 'shell', ...failed },
    'it installs in its last stage': { given: built({ installers: ['apt-get', 'gcc'] }), message: 'tools', ...failed },
    'a full base by its label': {
      given: built({ baseName: 'ubuntu:24.04', installers: ['apt-get'] }),
      message: 'tools',
      ...failed,
    },
    'it is large': { given: { ...built({}), ...mib(301) }, message: 'size', ...failed },
    'scans name many packages': { given: { ...built({}), ...named(121) }, message: 'packages', ...failed },
    'Inspector names many packages': {
      given: {
        ...built({}),
        inspectorFindings: [
          inspectorFinding({
            packageVulnerabilityDetails: {
              vulnerabilityId: 'CVE-1',
              packages: Array.from({ length: 121 }, (_, i) => ({ name: `p${i}` })),
            },
          }),
        ],
      },
      message: 'packages',
      ...failed,
    },
    'it starts a shell, and findings could not be read': {
      given: built({ startsShell: true }),
      gaps: [
        {
          section: 'inspectorFindings',
          region: id.region,
          action: 'inspector2:ListFindings',
          reason: 'denied',
        },
      ],
      message: 'shell',
      ...failed,
    },
    'several at once': {
      given: { ...built({ startsShell: true }), ...mib(900) },
      message: ['shell', 'size'],
      ...failed,
    },
  },
  notApplicable: {
    'Windows, whose configuration is not asked for': {
      given: {
        imageConfigs: [],
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
    },
    Windows: { given: built({ os: 'windows' }) },
    'no task runs': { given: { tasks: [] } },
  },
  unknown: {
    'a registry of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
    'no scan counted its packages': {
      given: { ...built({}), imageScanFindings: [], ecrImages: [ecrImage({ imageScanStatus: undefined })] },
      reason: 'packages',
    },
    'a squashed history and no label': { given: built({ history: undefined }), reason: 'history' },
    'an image that is gone': { given: { imageConfigs: [] }, reason: 'not in the registry' },
    'no size': { given: { ...built({}), ecrImages: [ecrImage({ imageSizeInBytes: undefined })] }, reason: 'how large' },
  },
})
