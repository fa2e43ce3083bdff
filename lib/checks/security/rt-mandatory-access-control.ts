import { hasAttribute, hostsIn, isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import type { ContainerInstance } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

/** Bottlerocket registers it itself; SELinux is always enforcing there. */
const BOTTLEROCKET = 'bottlerocket.variant'
const APPARMOR = 'com.amazonaws.ecs.capability.apparmor'
const SELINUX = 'com.amazonaws.ecs.capability.selinux'

export default defineCheck({
  id: 'rt-mandatory-access-control',
  subject: 'container',
  requires: ['instances'],
  failTitle: 'Container is not confined',
  messages: {
    privileges: '{container} may gain privileges: its security options lack no-new-privileges.',
    unconfined: '{container} runs without an AppArmor profile or SELinux label on {count} hosts, such as {host}.',
    switchedOff: '{container} switches its confinement off with {option}.',
  },
  why: 'SELinux and AppArmor hold a container to what it may touch even after somebody broke into it, and no-new-privileges keeps it from becoming root by a setuid program.',
  fix: {
    summary:
      'Set no-new-privileges and a profile or label, and register hosts as capable of it; or move to Bottlerocket, which enforces SELinux. AppArmor exists on Debian and Ubuntu only. no-new-privileges breaks sudo and su inside the image.',
    effort: 'medium',
    cli: `# In the container definition of the task definition JSON:
#   "dockerSecurityOptions": ["no-new-privileges", "apparmor:PROFILE"]   (or "label:type:TYPE")
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
# In the agent's configuration: ECS_APPARMOR_CAPABLE=true or ECS_SELINUX_CAPABLE=true`,
    terraform: `container_definitions = jsonencode([{
  name                  = "CONTAINER"
  dockerSecurityOptions = ["no-new-privileges", "apparmor:PROFILE"]
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    DockerSecurityOptions: [no-new-privileges, "apparmor:PROFILE"]`,
  },
  evaluate({ definition, container, path, launch, os, uses }, look) {
    if (launch === 'FARGATE') return notApplicable('Fargate takes no security options.')
    if (launch === 'MANAGED_INSTANCES') return notApplicable('AWS enforces SELinux on Managed Instances.')
    if (os === 'windows') return notApplicable('Windows has neither SELinux nor AppArmor.')
    const clusters = new Set(uses.map((use) => use.clusterArn))
    const hosts = hostsIn(look, launch, clusters)
      .map((host) => host.registration)
      .filter((one) => !isWindowsHost(one))
    if (hosts.length === 0) {
      for (const cluster of clusters) look.all('containerInstances', cluster)
      return undetermined('No host is registered that could tell how it confines containers.')
    }
    const others = hosts.filter((one) => !hasAttribute(one, BOTTLEROCKET))
    const [first] = others
    const options = container.dockerSecurityOptions
    const evidence = [cite('taskDefinitions', definition, `${path}.dockerSecurityOptions`)]
    if (!first) return pass([], [...evidence, derived('hosts on Bottlerocket', hosts.length)])
    const sensitive = ifKnown(() =>
      uses.some((use) => use.service && classifyService(look, use.service).sensitive === true),
    )
    const severity = { severity: sensitive ? ('medium' as const) : ('low' as const) }
    const name = container.name
    const off = options.filter((option) => /^(?:apparmor[:=]unconfined|label[:=]disable)$/i.test(option))
    const free = others.filter((host) => !confines(host, options))
    const freeHost = free[0]?.ec2InstanceId ?? ''
    return combine([
      pass([], evidence),
      ...(options.some(forbidsPrivileges) ? [] : [fail('privileges', { container: name }, evidence, severity)]),
      ...off.map((option) => fail('switchedOff', { container: name, option }, evidence, severity)),
      ...(free.length > 0 && off.length === 0
        ? [
            fail(
              'unconfined',
              { container: name, count: free.length, host: freeHost },
              [...evidence, derived('capabilities of the host', capabilities(free[0] ?? first))],
              severity,
            ),
          ]
        : []),
    ])
  },
})

const forbidsPrivileges = (option: string): boolean => /^no-new-privileges(?:[:=]true)?$/i.test(option)

function confines(host: ContainerInstance, options: readonly string[]): boolean {
  const profile = options.some((option) => /^apparmor[:=](?!unconfined$)./i.test(option))
  const label = options.some((option) => /^label[:=](?!disable$)./i.test(option))
  return (profile && hasAttribute(host, APPARMOR)) || (label && hasAttribute(host, SELINUX))
}

function capabilities(host: ContainerInstance): string[] {
  return [APPARMOR, SELINUX].filter((name) => hasAttribute(host, name))
}
