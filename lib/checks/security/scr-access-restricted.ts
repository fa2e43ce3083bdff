import { expandActions } from '#lib/iam/actions.ts'
import { matches } from '#lib/iam/glob.ts'
import { type Policy, parsePolicy } from '#lib/iam/policy.ts'
import { type Outsider, outsiders } from '#lib/iam/resource-policy.ts'
import { definitionOf, definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { inOrganization } from '#lib/inventory/derived/organization.ts'
import type { RoleUse } from '#lib/inventory/derived/roles.ts'
import {
  type AccessSection,
  accessReads,
  isCandidate,
  keyOfSecret,
  mayDecrypt,
  mayFetch,
  mayRead,
  policyOfSecret,
  type Reader,
  readerOf,
  stored,
} from '#lib/inventory/derived/secret-access.ts'
import { placedSecrets, type SecretReference } from '#lib/inventory/derived/secrets.ts'
import { type UsageSection, usesByRevision } from '#lib/inventory/derived/usage.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Section = AccessSection | UsageSection | 'organization'
type Message = 'noRead' | 'noDecrypt' | 'open' | 'shared' | 'tooMany'

export default defineCheck({
  id: 'scr-access-restricted',
  subject: 'iamRole',
  requires: [...accessReads, 'organization'],
  failTitle: 'Wrong roles can read secrets',
  messages: {
    noRead: 'New tasks of {family} cannot start: {role} may not read {secret}.',
    noDecrypt: 'New tasks of {family} cannot start: {role} may not decrypt with the key of {secret}.',
    open: 'The policy of {secret} lets everybody in, under no condition that limits who.',
    shared: 'The policy of {secret} lets {principal} in, which is outside the organization.',
    tooMany: '{role} can read secrets of other task families ({count}), such as {secret}.',
  },
  why: 'A secret is as safe as the weakest role that can read it: one broken service then gives away the passwords of all. And a right that is missing shows only when the next task starts, in a deployment or when load rises.',
  fix: {
    summary:
      'Give the execution role GetSecretValue on exact ARNs, and kms:Decrypt with kms:ViaService where the secret has a key of its own. Take secretsmanager:* and wildcards away; who reads for many is named in policy.sharedSecretReaders. Organization policies are not seen here.',
    effort: 'medium',
    cli: `aws iam put-role-policy --role-name ROLE --policy-name read-secrets --policy-document '{
  "Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "SECRET_ARN"},
    {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "KEY_ARN",
     "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.REGION.amazonaws.com"}}}]}'`,
    terraform: `data "aws_iam_policy_document" "secrets" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.NAME.arn]
  }
}`,
    cloudformation: `Policies:
  - PolicyName: read-secrets
    PolicyDocument:
      Statement:
        - { Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !Ref Secret }`,
  },
  evaluate({ role, roleArn, foreign, asTask, asExecution }, look) {
    if (asTask.length + asExecution.length === 0) return notApplicable('No task runs with this role.')
    const inUse = look.once(secretsInUse)
    if (inUse.size === 0) return notApplicable('No task in use is given a secret.')
    if (foreign) return undetermined(`Role ${roleArn} belongs to another account.`)
    if (!role) return notApplicable('The role does not exist; iam-execution-role-present reports that.')
    const reader = readerOf(look, role)
    if ('error' in reader) return undetermined(`A policy of ${role.RoleName} could not be read: ${reader.error}`)
    const named = cite('roles', role, 'RoleName')
    const given = asExecution.flatMap((use) => givenTo(look, use))
    const distinct = new Map(given.map((one) => [one.reference.reference, one]))
    const families = new Set([...asTask, ...asExecution].map((use) => use.family))
    return combineParts<Message>(
      [
        ...given.map((one) => () => [usable(look, reader, one, named)]),
        ...[...distinct.values()].map((one) => () => closed(look, one, named)),
        () => narrow(look, reader, families, named),
      ],
      'It is given no secret and can read none.',
    )
  },
})

interface Given {
  definition: TaskDefinition
  path: string
  reference: SecretReference
}

/** What the agent fetches with the role for one definition; what AWS publishes for everybody aside. */
function givenTo(look: Look<Section>, { region, taskDefinitionArn }: RoleUse): Given[] {
  const here = look.in(region)
  const definition = definitionOf(here, taskDefinitionArn)
  if (!definition) return []
  return placedSecrets(definition, here).flatMap(({ path, reference }) =>
    reference && !reference.name.startsWith('/aws/service/') ? [{ definition, path, reference }] : [],
  )
}

/** Secrets of all regions in use, with the families that are given them. */
function secretsInUse(look: Look<Section>): ReadonlyMap<string, { reference: SecretReference; families: Set<string> }> {
  const found = new Map<string, { reference: SecretReference; families: Set<string> }>()
  for (const region of look.regions) {
    const here = look.in(region)
    const uses = here.once(usesByRevision)
    for (const definition of here.once(definitionsByArn).values()) {
      if (!uses.has(definition.taskDefinitionArn)) continue
      for (const { reference } of placedSecrets(definition, here)) {
        if (!reference) continue
        const entry = found.get(reference.reference) ?? { reference, families: new Set() }
        entry.families.add(definition.family)
        found.set(reference.reference, entry)
      }
    }
  }
  return found
}

/** (1) The role can read and decrypt what it has to fetch. */
function usable(look: Look<Section>, reader: Reader, one: Given, named: Evidence): Result<Message> {
  const { definition, path, reference } = one
  if (reference.account !== look.account)
    return undetermined(`${reference.name} belongs to account ${reference.account}, which cannot be looked into.`)
  const found = stored(look, reference)
  // scr-encrypted-store reports what does not exist.
  if (!found) return notApplicable('The secret does not exist.')
  const data = { family: definition.family, role: reader.name, secret: reference.name }
  const evidence = [
    named,
    cite('taskDefinitions', definition, 'executionRoleArn'),
    cite('taskDefinitions', definition, path),
  ]
  const policy = policyOfSecret(look, reference)
  if (policy && 'error' in policy)
    return undetermined(`The policy of ${reference.name} could not be read: ${policy.error}`)
  if (mayFetch(reader, reference, found.arn, policy) === 'denied') return fail('noRead', data, evidence)
  const key = keyOfSecret(look, reference, found.key)
  if (key.kind === 'foreign') return undetermined(`The key of ${reference.name} is not one of this account.`)
  if (key.kind === 'aws') return pass([], evidence)
  const decrypt = mayDecrypt(look, reader, key.key)
  if (typeof decrypt !== 'string') return undetermined(`The policy of the key could not be read: ${decrypt.error}`)
  const cited = [...evidence, cite('kmsKeys', key.key, 'KeyManager')]
  return decrypt === 'denied' ? fail('noDecrypt', data, cited) : pass([], cited)
}

/** (2) The secret's own policy lets nobody in from outside. */
function closed(look: Look<Section>, { reference }: Given, named: Evidence): Result<Message>[] {
  if (reference.store !== 'secretsmanager' || reference.account !== look.account) return []
  const found = stored(look, reference)
  const policy = policyOfSecret(look, reference)
  if (!found || !policy || 'error' in policy) return []
  const actions = expandActions('secretsmanager:*').map(({ name }) => name)
  const everything = actions.flatMap((action) => outsiders(policy, action, found.arn, look.account))
  const each = new Map(everything.map((one) => [`${one.statement} ${one.principal}`, one]))
  const ownKey = keyOfSecret(look, reference, found.key).kind !== 'aws'
  return [...each.values()].map((one) => outside(look, reference, one, ownKey, named))
}

function outside(
  look: Look<Section>,
  { name: secret }: SecretReference,
  { statement, principal, account }: Outsider,
  ownKey: boolean,
  named: Evidence,
): Result<Message> {
  const evidence = [named, derived('statement and principal of the resource policy', [statement, principal])]
  if (account === undefined) return fail('open', { secret }, evidence)
  const member = inOrganization(look, account)
  if (member) return pass([], evidence)
  // A secret under the key that AWS manages cannot be decrypted from another account.
  if (!ownKey) return pass(`The policy of ${secret} names ${principal}, which cannot use its key; remove it.`, evidence)
  if (member === false) return fail('shared', { secret, principal }, evidence)
  return undetermined(
    `Whether account ${account}, which ${secret} is shared with, belongs to the organization is not known.`,
  )
}

/** (3) The role reads no secret of families that it is not a role of. */
function narrow(
  look: Look<Section>,
  reader: Reader,
  families: ReadonlySet<string>,
  named: Evidence,
): Result<Message>[] {
  if (look.policy.sharedSecretReaders.some((pattern) => matches(pattern, reader.name))) return []
  const policies = look.once(readPolicies)
  const found = [...look.once(secretsInUse).values()].flatMap(({ reference, families: own }) => {
    const arn = look.once(arns).get(reference.reference) ?? reference.reference
    const candidate = isCandidate(reader, reference, arn, policies.get(reference.reference))
    if (!candidate || reference.account !== look.account) return []
    const can = canRead(look, reader, reference)
    return can === 'denied' ? [] : [{ reference, can, own: [...own].some((family) => families.has(family)) }]
  })
  const others = found.filter(({ own, can }) => !own && can === 'allowed').map(({ reference }) => reference.name)
  const perhaps = found.filter(({ own, can }) => !own && can === 'conditional').map(({ reference }) => reference.name)
  const [first] = others
  const hidden = look.gaps('secretPolicies').length > 0
  const hint =
    perhaps.length > 0
      ? [`A condition decides whether it can read ${perhaps.length} secrets of other families, such as ${perhaps[0]}.`]
      : []
  return [
    ...(found.length > 0 ? [pass(hint, [named])] : []),
    ...(hidden ? [undetermined('The policies of some secrets could not be read; they may name it.')] : []),
    ...(first
      ? [
          fail('tooMany', { role: reader.name, count: others.length, secret: first }, [
            named,
            derived('secrets of other families that it can read', others.slice(0, 10)),
          ]),
        ]
      : []),
  ]
}

function readPolicies(look: Look<'secretPolicies'>): ReadonlyMap<string, Policy> {
  return new Map(
    look.seen('secretPolicies').flatMap(({ reference, ResourcePolicy }) => {
      const policy = ResourcePolicy === undefined ? undefined : parsePolicy(ResourcePolicy)
      return policy && !('error' in policy) ? [[reference, policy] as const] : []
    }),
  )
}

function arns(look: Look<'secrets'>): ReadonlyMap<string, string> {
  return new Map(look.seen('secrets').map((one) => [one.reference, one.ARN]))
}

/** Reading takes both: the secret, and the key it is under where that is one of the account. */
function canRead(
  look: Look<Section>,
  reader: Reader,
  reference: SecretReference,
): 'allowed' | 'conditional' | 'denied' {
  const found = stored(look, reference)
  const policy = policyOfSecret(look, reference)
  if (!found || (policy && 'error' in policy)) return 'denied'
  const read = mayRead(reader, reference, found.arn, policy)
  const key = keyOfSecret(look, reference, found.key)
  if (read === 'denied' || key.kind === 'aws') return read
  const decrypt = key.kind === 'own' ? mayDecrypt(look, reader, key.key) : 'conditional'
  if (decrypt === 'denied') return 'denied'
  return read === 'allowed' && decrypt === 'allowed' ? 'allowed' : 'conditional'
}
