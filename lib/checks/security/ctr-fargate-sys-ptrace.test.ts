import { container, service, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-fargate-sys-ptrace.ts'

const adds = (...add: string[]) => ({
  linuxParameters: { capabilities: { add, drop: [] }, devices: [], tmpfs: [] },
})
const subject = id.containerId
const sidecar = (image: string, more: Parameters<typeof container>[0] = {}) =>
  container({ name: 'tracer', image, essential: false, ...more })
const task = (pidMode: string | undefined, ...containerDefinitions: ReturnType<typeof container>[]) => ({
  taskDefinitions: [taskDefinition({ pidMode, containerDefinitions })],
})

testCheck(check, {
  pass: {
    'nothing added': { subject },
    'no linux parameters at all': { given: task(undefined, container({ linuxParameters: undefined })), subject },
    'the tracing sidecar': {
      given: task('task', container(), sidecar('falcosecurity/falco:0.41', adds('SYS_PTRACE'))),
      subject: `${id.familyId}#tracer`,
    },
    'a tracer of a registry of its vendor': {
      given: task('task', container(adds('SYS_PTRACE')), sidecar('registry.aquasec.com/enforcer:2025.4')),
      subject,
      hint: 'Only tracer needs SYS_PTRACE',
    },
    'a tracer of the organization, in whatever case it is listed': {
      given: task('task', container(adds('SYS_PTRACE')), sidecar('corp/tracer:1')),
      policy: { tracerImages: ['Corp/Tracer'] },
      subject,
      hint: 'Only tracer needs SYS_PTRACE',
    },
    'beside a tracing sidecar': {
      given: task('task', container(adds('CAP_SYS_PTRACE')), sidecar('public.ecr.aws/datadog/agent:7')),
      subject,
      hint: 'Only tracer needs SYS_PTRACE',
    },
  },
  fail: {
    'no tracer in the task': { given: task(undefined, container(adds('SYS_PTRACE'))), subject, message: 'noTracer' },
    'shared processes without a tracer': {
      given: task('task', container(adds('CAP_SYS_PTRACE')), sidecar('nginx:1.27')),
      subject,
      message: 'noTracer',
    },
    'an image whose name only begins like a tracer': {
      given: task(undefined, container(adds('SYS_PTRACE')), sidecar('corp/falcon-api:1')),
      subject,
      message: 'noTracer',
    },
    'a tag that names a tracer': {
      given: task(undefined, container(adds('SYS_PTRACE')), sidecar('corp/api:falco')),
      subject,
      message: 'noTracer',
    },
    'a capacity provider of Fargate': {
      given: {
        ...task(undefined, container(adds('SYS_PTRACE'))),
        services: [
          service({
            launchType: undefined,
            capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
          }),
        ],
      },
      subject,
      message: 'noTracer',
    },
    'the GuardDuty agent never needs it': {
      given: task(
        undefined,
        container(adds('SYS_PTRACE')),
        sidecar('593207742271.dkr.ecr.us-east-1.amazonaws.com/aws-guardduty-agent-fargate:v1'),
      ),
      subject,
      message: 'noTracer',
    },
    'another capability': {
      given: task(undefined, container(adds('SYS_PTRACE', 'NET_ADMIN'))),
      subject,
      message: 'others',
    },
  },
  notApplicable: {
    'EC2, which ctr-dangerous-capabilities speaks of': {
      given: onEc2({ definition: { containerDefinitions: [container(adds('SYS_PTRACE'))] } }),
      subject,
    },
    Windows: {
      given: {
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
      subject,
    },
  },
})
