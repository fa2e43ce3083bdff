import type { Look } from '../look.ts'
import type { ContainerDefinition, TaskDefinition } from '../types/ecs.ts'
import { parseArn } from './arn.ts'
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
export function secretReference(text: string, place: Place): SecretReference | undefined {
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

/** `repositoryCredentials` takes the ARN of a secret or its bare name. */
export function credentialsReference(text: string, place: Place): SecretReference | undefined {
  if (text.startsWith('arn:')) return secretReference(text, place)
  const { region, account } = place
  return { store: 'secretsmanager', reference: secretArn(place, text), region, account, name: text }
}

function secretArn({ partition, region, account }: Place, name: string): string {
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`
}

function parameterReference(name: string, { partition, region, account }: Place): SecretReference {
  const reference = `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`
  return { store: 'ssm', reference, region, account, name }
}

/** Every secret and parameter that one container is given or pulled with. */
export function secretsOfContainer(container: ContainerDefinition, place: Place): SecretReference[] {
  const { secrets, logConfiguration, repositoryCredentials } = container
  const injected = [...secrets, ...(logConfiguration?.secretOptions ?? [])]
  return [
    ...injected.flatMap(({ valueFrom }) => secretReference(valueFrom, place) ?? []),
    ...(repositoryCredentials ? [credentialsReference(repositoryCredentials.credentialsParameter, place)] : []).flatMap(
      (one) => one ?? [],
    ),
  ]
}

export function secretsOf(definition: TaskDefinition, place: Place): SecretReference[] {
  return definition.containerDefinitions.flatMap((container) => secretsOfContainer(container, place))
}

/** What the revisions in use refer to, once each: only this is asked for, and only where it is the account's own. */
export function secretsInUse(look: Look<UsageSection>): readonly SecretReference[] {
  const uses = look.once(usesByRevision)
  const found = look
    .seen('taskDefinitions')
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
