import { shortName } from '#lib/inventory/derived/arn.ts'
import {
  type HostSection,
  hasAttribute,
  hostsIn,
  isWindowsHost,
  registeredByLaunch,
} from '#lib/inventory/derived/hosts.ts'
import { type Launch, primaryOf, strategyOf } from '#lib/inventory/derived/launch.ts'
import { classifyUse } from '#lib/inventory/derived/tags.ts'
import type { Use } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { ContainerInstance } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

type Section = HostSection | 'clusters'

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
    const hosts = [...new Set(uses.flatMap((use) => hostsFor(look, launch, use)))].filter((one) => !isWindowsHost(one))
    if (hosts.length === 0) {
      for (const { clusterArn } of uses) look.all('containerInstances', clusterArn)
      return undetermined('No host is registered that could tell how it confines containers.')
    }
    const others = hosts.filter((one) => !hasAttribute(one, BOTTLEROCKET))
    const [first] = others
    const options = container.dockerSecurityOptions
    const evidence = [cite('taskDefinitions', definition, `${path}.dockerSecurityOptions`)]
    const sensitive = ifKnown(() => uses.some((use) => classifyUse(look, use).sensitive === true))
    const severity = { severity: sensitive ? ('medium' as const) : ('low' as const) }
    const name = container.name
    const off = options.filter((option) => /^(?:apparmor[:=]unconfined|label[:=]disable)$/i.test(option))
    if (!first && off.length === 0) return pass([], [...evidence, derived('hosts on Bottlerocket', hosts.length)])
    const free = others.filter((host) => !confines(host, options))
    const freeHost = free[0]?.ec2InstanceId ?? ''
    return combine([
      pass([], evidence),
      ...(!first || options.some(forbidsPrivileges)
        ? []
        : [fail('privileges', { container: name }, evidence, severity)]),
      ...off.map((option) => fail('switchedOff', { container: name, option }, evidence, severity)),
      ...(free[0] && off.length === 0
        ? [
            fail(
              'unconfined',
              { container: name, count: free.length, host: freeHost },
              [...evidence, derived('capabilities of the host', capabilities(free[0]))],
              severity,
            ),
          ]
        : []),
    ])
  },
})

/** Hosts that a use is or can be placed on: that of its task, those of its strategy's providers, else all in its cluster. */
function hostsFor(look: Look<Section>, launch: Launch, { task, service, clusterArn }: Use): ContainerInstance[] {
  const own = look.once(hostsByArn).get(`${launch} ${task?.containerInstanceArn}`)
  if (own) return [own]
  const all = hostsIn(look, launch, new Set([clusterArn])).map((host) => host.registration)
  const primary = service && service.schedulingStrategy !== 'DAEMON' ? primaryOf(service) : undefined
  if (!primary) return all
  const strategy = strategyOf(look, clusterArn, primary.launchType, primary.capacityProviderStrategy)
  const providers = new Set(strategy.map((one) => shortName(one.capacityProvider)))
  return providers.size === 0 ? all : all.filter((host) => providers.has(host.capacityProviderName ?? ''))
}

/** By the launch that they serve and their ARN. */
const hostsByArn = (look: Look<HostSection>): ReadonlyMap<string, ContainerInstance> =>
  new Map(
    [...look.once(registeredByLaunch)].flatMap(([launch, hosts]) =>
      hosts.map((host) => [`${launch} ${host.containerInstanceArn}`, host] as const),
    ),
  )

const forbidsPrivileges = (option: string): boolean => /^no-new-privileges(?:[:=]true)?$/i.test(option)

function confines(host: ContainerInstance, options: readonly string[]): boolean {
  const profile = options.some((option) => /^apparmor[:=](?!unconfined$)./i.test(option))
  const label = options.some((option) => /^label[:=](?!disable$)./i.test(option))
  return (profile && hasAttribute(host, APPARMOR)) || (label && hasAttribute(host, SELINUX))
}

function capabilities(host: ContainerInstance): string[] {
  return [APPARMOR, SELINUX].filter((name) => hasAttribute(host, name))
}
