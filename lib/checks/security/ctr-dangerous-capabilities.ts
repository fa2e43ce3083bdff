import { sharesWithHost } from '#lib/inventory/derived/namespaces.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result } from '../result.ts'

const takeover = [
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_BOOT',
  'SYS_TIME',
  'SYSLOG',
  'DAC_READ_SEARCH',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'AUDIT_CONTROL',
]
const powerful = ['NET_ADMIN', 'SYS_RESOURCE', 'LINUX_IMMUTABLE', 'IPC_OWNER']

export default defineCheck({
  id: 'ctr-dangerous-capabilities',
  subject: 'container',
  requires: [],
  failTitle: 'Container adds a takeover capability',
  messages: {
    takeover: '{container} adds {capability}, which opens a way to take over its host.',
    powerful: '{container} adds {capability}, which reaches beyond the container.',
    namespace: '{mode} is {value}: {container} shares that namespace with everything on its host.',
    device: '{container} opens device {device} of its host.',
  },
  why: 'Capabilities such as SYS_ADMIN undo the isolation of a container piece by piece: with them a break-in becomes control of the host and of the other tasks on it.',
  fix: {
    summary:
      'Remove the entries and grant the one narrow capability the program truly needs. VPN and proxy tasks do need NET_ADMIN: give those an exception.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "linuxParameters": {"capabilities": {"add": [], "drop": ["ALL"]}, "devices": []}
# and on the task definition: no "pidMode": "host", no "ipcMode": "host"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name            = "CONTAINER"
  linuxParameters = { capabilities = { add = [], drop = ["ALL"] } }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    LinuxParameters:
      Capabilities: { Add: [], Drop: [ALL] }`,
  },
  evaluate({ definition, container, path, launch, os }, look) {
    if (os === 'windows') return notApplicable('Windows has no Linux capabilities.')
    if (launch === 'FARGATE')
      return notApplicable('On Fargate only SYS_PTRACE can be added; its own recommendation judges that.')
    const added = container.linuxParameters?.capabilities?.add ?? []
    const capabilities = added.flatMap((written, index): Result<'takeover' | 'powerful'>[] => {
      const capability = written.toUpperCase().replace(/^CAP_/, '')
      const evidence = [cite('taskDefinitions', definition, `${path}.linuxParameters.capabilities.add[${index}]`)]
      const data = { container: container.name, capability }
      if (takeover.includes(capability)) {
        const severity = capability === 'ALL' || capability === 'SYS_ADMIN' ? 'critical' : 'high'
        return [fail('takeover', data, evidence, { severity })]
      }
      return powerful.includes(capability) ? [fail('powerful', data, evidence, { severity: 'medium' })] : []
    })
    const namespaces = (['pidMode', 'ipcMode'] as const)
      .filter((mode) => sharesWithHost(definition, mode))
      .map((mode) => {
        const data = { mode, value: definition[mode] ?? '', container: container.name }
        return fail('namespace', data, [cite('taskDefinitions', definition, mode)])
      })
    const devices = (container.linuxParameters?.devices ?? []).flatMap(({ hostPath }, index) =>
      look.policy.allowedDevices.some((allowed) => matches(allowed, hostPath))
        ? []
        : [
            fail('device', { container: container.name, device: hostPath }, [
              cite('taskDefinitions', definition, `${path}.linuxParameters.devices[${index}].hostPath`),
            ]),
          ],
    )
    return combine([pass(), ...capabilities, ...namespaces, ...devices])
  },
})

function matches(allowed: string, device: string): boolean {
  if (device.split('/').includes('..')) return false
  return allowed.endsWith('*') ? device.startsWith(allowed.slice(0, -1)) : device === allowed
}
