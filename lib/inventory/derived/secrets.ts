import type { Look } from '../look.ts'
import type { ContainerDefinition, TaskDefinition } from '../types/task-definition.ts'
import { parseArn } from './arn.ts'
import { definitionsByArn } from './definitions.ts'
import { type UsageSection, usesByRevision } from './usage.ts'

/** Where a reference stands: what it leaves out is taken from here. */
export interface Place {
  partition: string
  region: string
  account: string
}

/** What a task definition means by `valueFrom` or `credentialsParameter`. */
export interface SecretReference {
  store: 'secretsmanager' | 'ssm'
  /** Key in `secrets` or `parameters`: the ARN without what follows the secret's name. */
  reference: string
  region: string
  account: string
  /** Name as its own service writes it; of a secret with the characters that were added to it. */
  name: string
  jsonKey?: string
  versionStage?: string
  versionId?: string
}

/**
 * Reads the ARN of a secret (with `:json-key:version-stage:version-id` or without), that of a parameter, or the bare name
 * of a parameter of the same region. Undefined for anything else.
 */
function secretReference(text: string, place: Place): SecretReference | undefined {
  const arn = parseArn(text)
  if (!arn) return /^[\w./-]{1,1011}$/.test(text) ? parameterReference(text, place) : undefined
  const own = { partition: arn.partition, region: arn.region, account: arn.account }
  if (arn.service === 'ssm' && arn.resource.startsWith('parameter/')) {
    const path = arn.resource.slice('parameter'.length)
    return parameterReference(path.indexOf('/', 1) === -1 ? path.slice(1) : path, own)
  }
  const [kind, name, jsonKey, versionStage, versionId] = arn.resource.split(':')
  if (arn.service !== 'secretsmanager' || kind !== 'secret' || !name) return undefined
  return {
    store: 'secretsmanager',
    reference: secretArn(own, name),
    region: own.region,
    account: own.account,
    name,
    ...(jsonKey && { jsonKey }),
    ...(versionStage && { versionStage }),
    ...(versionId && { versionId }),
  }
}

const SECRET_NAME = /^[\w/+=.@-]{1,512}$/

/** `repositoryCredentials` takes the ARN of a secret or its bare name. Undefined for what is neither. */
export function credentialsReference(text: string, place: Place): SecretReference | undefined {
  if (text.startsWith('arn:')) return secretReference(text, place)
  if (!SECRET_NAME.test(text)) return undefined
  const { region, account } = place
  return { store: 'secretsmanager', reference: secretArn(place, text), region, account, name: text }
}

function secretArn({ partition, region, account }: Place, name: string): string {
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`
}

/** Below this path Parameter Store hands out secrets of Secrets Manager. */
const secretsAsParameters = '/aws/reference/secretsmanager/'

function parameterReference(name: string, place: Place): SecretReference {
  const { partition, region, account } = place
  if (name.startsWith(secretsAsParameters)) {
    const secret = name.slice(secretsAsParameters.length)
    return { store: 'secretsmanager', reference: secretArn(place, secret), region, account, name: secret }
  }
  const reference = `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`
  return { store: 'ssm', reference, region, account, name }
}

/** One place of a task definition that names a secret or a parameter. */
export interface PlacedSecret {
  /** Containers it is for: the one that names it, or those that mount the file share it opens. */
  containers: readonly string[]
  use: 'variable' | 'log option' | 'registry login' | 'file share login'
  /** Of the variable, option or volume; of a registry login its field. */
  name: string
  /** Where the reference stands in the task definition. */
  path: string
  /** Undefined for a text that is none. */
  reference: SecretReference | undefined
}

/** Everything in a definition that refers to a secret or a parameter. */
export function placedSecrets(definition: TaskDefinition, place: Place): PlacedSecret[] {
  const { containerDefinitions, volumes } = definition
  return [
    ...containerDefinitions.flatMap((container, index) =>
      ofContainer(container, `containerDefinitions[${index}]`, place),
    ),
    ...volumes.flatMap(({ name, fsxWindowsFileServerVolumeConfiguration: share }, index): PlacedSecret[] => {
      const text = share?.authorizationConfig?.credentialsParameter
      if (!text) return []
      const path = `volumes[${index}].fsxWindowsFileServerVolumeConfiguration.authorizationConfig.credentialsParameter`
      const mounting = containerDefinitions.filter((one) =>
        one.mountPoints.some((mount) => mount.sourceVolume === name),
      )
      const containers = mounting.map((one) => one.name)
      return [{ containers, use: 'file share login', name, path, reference: secretReference(text, place) }]
    }),
  ]
}

function ofContainer(container: ContainerDefinition, path: string, place: Place): PlacedSecret[] {
  const { secrets, logConfiguration, repositoryCredentials } = container
  const containers = [container.name]
  const named =
    (use: PlacedSecret['use'], at: string) => (one: { name: string; valueFrom: string }, index: number) => ({
      containers,
      use,
      name: one.name,
      path: `${path}.${at}[${index}].valueFrom`,
      reference: secretReference(one.valueFrom, place),
    })
  return [
    ...secrets.map(named('variable', 'secrets')),
    ...(logConfiguration?.secretOptions ?? []).map(named('log option', 'logConfiguration.secretOptions')),
    ...(repositoryCredentials
      ? [
          {
            containers,
            use: 'registry login' as const,
            name: 'repositoryCredentials',
            path: `${path}.repositoryCredentials.credentialsParameter`,
            reference: credentialsReference(repositoryCredentials.credentialsParameter, place),
          },
        ]
      : []),
  ]
}

/** Every secret and parameter that tasks of a definition are given, pulled or mounted with. */
export function secretsOf(definition: TaskDefinition, place: Place): SecretReference[] {
  return placedSecrets(definition, place).flatMap(({ reference }) => reference ?? [])
}

/** What the revisions in use refer to, once each: only this is asked for, and only where it is the account's own. */
export function secretsInUse(look: Look<UsageSection>): readonly SecretReference[] {
  const uses = look.once(usesByRevision)
  const found = [...look.once(definitionsByArn).values()]
    .filter(({ taskDefinitionArn }) => uses.has(taskDefinitionArn))
    .flatMap((definition) => secretsOf(definition, look))
  return [...new Map(found.map((one) => [one.reference, one])).values()]
}

/**
 * ARN under which a key is asked for: of a key's id, an alias or an ARN, as resources of `place` name it. AWS managed keys
 * are named by their alias.
 */
export function keyReference(text: string, { partition, region, account }: Place): string {
  if (text.startsWith('arn:')) return text
  const resource = text.startsWith('alias/') ? text : `key/${text}`
  return `arn:${partition}:kms:${region}:${account}:${resource}`
}
