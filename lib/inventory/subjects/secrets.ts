import { definitionsByArn } from '../derived/definitions.ts'
import { type SecretReference, secretsOf } from '../derived/secrets.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Parameter, Secret } from '../types/secrets.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** A secret or parameter that revisions in use refer to. Neither record: it belongs to another account. */
export interface SecretSubject {
  reference: SecretReference
  secret?: Secret
  parameter?: Parameter
}

const reads = [...usageReads, 'secrets', 'parameters'] as const
type Section = UsageSection | 'secrets' | 'parameters'

/** Secrets and parameters in use, by ARN. What provably does not exist is no subject. */
export const secret: SubjectKind<SecretSubject, Section> = {
  type: 'secret',
  reads,
  find: (look) => look.once(secrets),
  concerns: (gap, item) => !gap.resource || ('value' in item && gap.resource === item.value.reference.reference),
}

function secrets(look: Look<Section>): readonly SubjectItem<SecretSubject>[] {
  const known = new Map(look.seen('secrets').map((one) => [one.reference, one]))
  const parameters = new Map(look.seen('parameters').map((one) => [one.ARN, one]))
  const gaps = { secretsmanager: look.gaps('secrets'), ssm: look.gaps('parameters') }
  return [...look.once(usersOfSecrets).values()].flatMap(({ reference, uses }): SubjectItem<SecretSubject>[] => {
    const { store, account, name, reference: key } = reference
    const foundSecret = known.get(key)
    const parameter = parameters.get(key)
    const arn = foundSecret?.ARN ?? parameter?.ARN ?? key
    const base = {
      id: arn,
      type: 'secret',
      name: foundSecret?.Name ?? parameter?.Name ?? name,
      arn,
      usage: strongestUsage(uses.map((use) => use.usage)),
      services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
      clusters: [...new Set(uses.map((use) => use.clusterArn))],
    }
    if (foundSecret || parameter || account !== look.account)
      return [{ ...base, value: { reference, secret: foundSecret, parameter } }]
    const unread = gaps[store].filter((gap) => !gap.resource || gap.resource === key)
    return unread.length > 0 ? [{ ...base, unread }] : []
  })
}

/** Who uses what, by reference. */
function usersOfSecrets(look: Look<UsageSection>): ReadonlyMap<string, { reference: SecretReference; uses: Use[] }> {
  const definitions = look.once(definitionsByArn)
  const found = new Map<string, { reference: SecretReference; uses: Use[] }>()
  for (const [arn, uses] of look.once(usesByRevision)) {
    const definition = definitions.get(arn)
    for (const reference of definition ? secretsOf(definition, look) : []) {
      const entry = found.get(reference.reference) ?? { reference, uses: [] }
      entry.uses.push(...uses)
      found.set(reference.reference, entry)
    }
  }
  return found
}
