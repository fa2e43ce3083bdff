import { createHash } from 'node:crypto'
import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { Estate, EstateOptions, RegionEstate, TaskDefinitionEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { plantedSecrets } from '#simulator/estates/sample/planted-secrets.ts'

/** A secret and where it stands: one of the places below, or the sample estate's own. */
export interface Planted {
  value: string
  at: string
}

const noise = (seed: string) => createHash('sha512').update(`planted for a search: ${seed}`).digest()

/** Shapes that detectors know, and passwords that only their name or place gives away. */
const shapes: readonly ((seed: string) => string)[] = [
  (seed) => `ghp_${noise(seed).toString('hex').slice(0, 36)}`,
  (seed) => `AKIA${noise(seed).toString('hex').toUpperCase().slice(0, 16)}`,
  (seed) => noise(seed).toString('base64').replace(/[+/]/g, 'q').slice(0, 40),
  (seed) => `Winter${noise(seed).readUInt32BE()}!z`,
  (seed) => `harbour light ${noise(seed).readUInt32BE()} buoy`.replaceAll(' ', '.'),
]

type Place = (container: ContainerDefinition, definition: TaskDefinitionEstate, secret: string, n: number) => void

/** Where careless hands put a secret into a task definition. */
const places: Record<string, Place> = {
  'a variable': (container, _, value, n) => {
    container.environment = [...(container.environment ?? []), { name: `SERVICE_${n}_PASSWORD`, value }]
  },
  'a database address': (container, _, secret, n) => {
    const value = `postgres://app:${encodeURIComponent(secret)}@db.internal/app`
    container.environment = [...(container.environment ?? []), { name: `UPSTREAM_${n}`, value }]
  },
  'a command': (container, _, secret) => {
    container.command = [...(container.command ?? ['serve']), '--db-password', secret]
  },
  'an entry point': (container, _, secret) => {
    container.entryPoint = ['sh', '-c', `PGPASSWORD=${secret} exec ./serve`]
  },
  'a health check': (container, _, secret) => {
    container.healthCheck = { command: ['CMD-SHELL', `curl -fu admin:${secret} http://localhost/health || exit 1`] }
  },
  'a label': (container, _, value, n) => {
    container.dockerLabels = { ...container.dockerLabels, [`deploy.${n}.token`]: value }
  },
  'a log option': (container, _, secret) => {
    const { logDriver = 'splunk', options = {} } = container.logConfiguration ?? {}
    container.logConfiguration = { logDriver, options: { ...options, 'splunk-token': secret } }
  },
  'a router option': (container, _, secret) => {
    container.firelensConfiguration = { type: 'fluentbit', options: { 'config-password': secret } }
  },
  'a driver option': (container, definition, secret, n) => {
    const name = `share-${n}`
    const dockerVolumeConfiguration = { driver: 'local', driverOpts: { o: `username=app,password=${secret}` } }
    definition.volumes = [...(definition.volumes ?? []), { name, dockerVolumeConfiguration }]
    container.mountPoints = [...(container.mountPoints ?? []), { sourceVolume: name, containerPath: `/mnt/${n}` }]
  },
  'a tag': (_, definition, value, n) => {
    definition.tags = [...(definition.tags ?? []), { key: `bot_${n}_token`, value }]
  },
  'a host name': (container, _, secret) => {
    container.hostname = `token=${secret}`
  },
  'the name of an environment file': (container, _, secret) => {
    container.environmentFiles = [{ type: 's3', value: `arn:aws:s3:::config/password=${secret}.env` }]
  },
  'a registry login': (container, _, secret) => {
    container.repositoryCredentials = { credentialsParameter: `ci:password=${secret}` }
  },
  'the reference of a secret': (container, _, secret, n) => {
    container.secrets = [...(container.secrets ?? []), { name: `LOGIN_${n}`, valueFrom: `password=${secret}` }]
  },
  'a kernel parameter': (container, _, secret) => {
    container.systemControls = [{ namespace: 'kernel.domainname', value: `password=${secret}` }]
  },
}

/** `count` secrets, over all places in turn, and those that the sample estate has anyway. */
export function plantedValues(count: number): Planted[] {
  const kinds = [...Object.keys(places), ...Object.keys(regionPlaces)]
  const made = Array.from({ length: count }, (_, n): Planted => {
    const shape = shapes[Math.floor(n / kinds.length) % shapes.length]
    return { value: shape?.(String(n)) ?? '', at: `${kinds[n % kinds.length]} (${n})` }
  })
  return [...made, ...plantedSecrets.map((value, n) => ({ value, at: `the sample estate (${n})` }))]
}

/** Where else a region's records hold text that people and programs wrote. */
const regionPlaces: Record<string, (region: RegionEstate, secret: string, n: number) => void> = {
  'a message of a service': (region, secret, n) => {
    const service = region.ecs.services.at(n % region.ecs.services.length)
    service?.events?.unshift({ id: `e${n}`, createdAt: service.createdAt, message: `(service) --password=${secret}` })
  },
  'the reason of a stop': (region, secret, n) => {
    const task = region.ecs.tasks.at(n % region.ecs.tasks.length)
    if (task) task.stoppedReason = `CannotStartContainerError: exec: "mysql -uroot -p${secret}": not found`
  },
  'an override': (region, secret, n) => {
    const task = region.ecs.tasks.at((n * 7) % region.ecs.tasks.length)
    const name = task?.containers?.[0]?.name
    if (task) task.overrides = { containerOverrides: [{ name, environment: [{ name: 'API_TOKEN', value: secret }] }] }
  },
  'the tag of a service': (region, value, n) => {
    const service = region.ecs.services.at(n % region.ecs.services.length)
    service?.tags?.push({ key: `hook_${n}_secret`, value })
  },
  'user data': (region, secret, n) => {
    const versions = region.ec2.launchTemplateVersions
    const data = versions[n % versions.length]?.LaunchTemplateData
    const script = `#!/bin/sh\necho 'ECS_ENGINE_AUTH_DATA={"r":{"username":"ci","password":"${secret}"}}' >> /etc/ecs/ecs.config`
    if (data) data.UserData = Buffer.from(script).toString('base64')
  },
}

/** The sample estate with the secrets in it, over all of production's regions and families. */
export function plant(secrets: readonly Planted[], options: EstateOptions): Estate {
  const estate = buildSample(options)
  const [production] = estate.accounts
  const regions = Object.values(production?.regions ?? {})
  const definitions = regions.flatMap(({ ecs }) =>
    [...ecs.taskDefinitions].flatMap(({ revisions }) => revisions.at(revisions.length - 1) ?? []),
  )
  secrets.forEach(({ value, at }, n) => {
    const [place = ''] = at.split(' (')
    const definition = definitions[n % definitions.length]
    const [container] = definition?.containerDefinitions ?? []
    if (definition && container) places[place]?.(container, definition, value, n)
    const region = regions[n % regions.length]
    if (region) regionPlaces[place]?.(region, value, n)
  })
  return estate
}

/** Every text that would give the value away: itself and its halves, escaped, encoded, reversed. */
export function formsOf(value: string): string[] {
  const half = Math.ceil(value.length / 2)
  const parts = [value, value.slice(0, half), value.slice(half)].filter((part) => part.length >= 8)
  const forms = parts.flatMap((part) => {
    const plain = part.split('\n').filter((line) => line.length >= 8 && !line.startsWith('-----'))
    return plain.flatMap((line) => [
      line,
      [...line].reverse().join(''),
      encodeURIComponent(line),
      JSON.stringify(line).slice(1, -1),
      Buffer.from(line).toString('hex'),
      ...[0, 1, 2].map((shift) => inBase64(line, shift)),
    ])
  })
  return [...new Set(forms)].filter((form) => form.length >= 8)
}

/** What of a text's base64 does not depend on what stands before and after it. */
function inBase64(text: string, shift: number): string {
  const encoded = Buffer.from('x'.repeat(shift) + text)
    .toString('base64')
    .replace(/=+$/, '')
  return encoded.slice(shift === 0 ? 0 : 4, (shift + text.length) % 3 === 0 ? undefined : -1)
}
