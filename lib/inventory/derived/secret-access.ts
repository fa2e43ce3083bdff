import type { Decision } from '#lib/iam/decide.ts'
import { matches } from '#lib/iam/glob.ts'
import { effectiveGrants, grantsAction } from '#lib/iam/grants.ts'
import { type Policy, type PolicyError, parsePolicy } from '#lib/iam/policy.ts'
import { atMost } from '#lib/iam/resource.ts'
import { decideOn, type RolePolicies, speaksTo } from '#lib/iam/resource-policy.ts'
import type { Look } from '../look.ts'
import type { Role } from '../types/iam.ts'
import type { KmsKey } from '../types/secrets.ts'
import { parseArn } from './arn.ts'
import { boundaryOf, heldPolicies } from './policies.ts'
import { keyReference, type SecretReference } from './secrets.ts'

export const accessReads = [
  'roles',
  'policies',
  'secrets',
  'secretPolicies',
  'parameters',
  'kmsKeys',
  'kmsKeyPolicies',
] as const
export type AccessSection = (typeof accessReads)[number]

/** A role that may read secrets, with what its policies say of that. */
export interface Reader extends RolePolicies {
  name: string
  /** Resource patterns on which its own policies grant an action that reads a value, denials left aside. */
  patterns: Readonly<Record<SecretReference['store'], readonly string[]>>
}

/** Calls that give a value away; the first of each is that of ECS. */
const readActions = {
  secretsmanager: ['secretsmanager:GetSecretValue'],
  ssm: ['ssm:GetParameters', 'ssm:GetParameter', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory'],
} as const
const DECRYPT = 'kms:Decrypt'

/** An error where one of its policies could not be read. */
export function readerOf(look: Look<'policies'>, role: Role): Reader | PolicyError {
  const held = heldPolicies(look, role, role.RolePolicyList)
  const boundary = boundaryOf(look, role)
  const unread = [...held.map(({ policy }) => policy), boundary].find((one) => one && 'error' in one)
  if (unread && 'error' in unread) return unread
  const named = held.flatMap(({ id, policy }) => ('error' in policy ? [] : [{ source: id, policy }]))
  const limit = boundary && !('error' in boundary) ? boundary : undefined
  const grants = effectiveGrants(named, limit)
  const on = (actions: readonly string[]) =>
    grants
      .filter((grant) => actions.some((action) => grantsAction(grant, action)))
      .map(({ resource }) => atMost(resource))
  return {
    name: role.RoleName,
    arn: role.Arn,
    account: look.account,
    identity: named.map(({ policy }) => policy),
    boundary: limit,
    patterns: { secretsmanager: on(readActions.secretsmanager), ssm: on(readActions.ssm) },
  }
}

/** The full ARN of a secret or parameter of the account, and the key it is under as it names it; undefined: there is none. */
export function stored(
  look: Look<'secrets' | 'parameters'>,
  { store, reference }: SecretReference,
): { arn: string; key?: string } | undefined {
  if (store === 'secretsmanager') {
    const secret = look.get('secrets', reference)
    return secret && { arn: secret.ARN, key: secret.KmsKeyId }
  }
  const parameter = look.get('parameters', reference)
  return parameter && { arn: parameter.ARN, key: parameter.Type === 'SecureString' ? parameter.KeyId : undefined }
}

/** The policy of a secret; undefined when it has none. */
export function policyOfSecret(
  look: Look<'secretPolicies'>,
  { store, reference }: SecretReference,
): Policy | PolicyError | undefined {
  const text = store === 'secretsmanager' ? look.get('secretPolicies', reference)?.ResourcePolicy : undefined
  return text === undefined ? undefined : parsePolicy(text)
}

/** Could the role's own policies, or that of the secret, let it in? Cheap, and never says no where a decision could be yes. */
export function isCandidate(
  reader: Reader,
  reference: SecretReference,
  arn: string,
  policy: Policy | undefined,
): boolean {
  return (
    reader.patterns[reference.store].some((pattern) => matches(pattern, arn)) ||
    (policy !== undefined && speaksTo(reader, policy))
  )
}

/** By the call of ECS. Organization policies are not part of it: `allowed` is likely, not certain. */
export function mayFetch(
  reader: Reader,
  { store }: SecretReference,
  arn: string,
  policy: Policy | undefined,
): Decision {
  return decideOn(reader, { arn, policy }, readActions[store][0])
}

/** By any call that gives the value away. */
export function mayRead(reader: Reader, { store }: SecretReference, arn: string, policy: Policy | undefined): Decision {
  const decisions = readActions[store].map((action) => decideOn(reader, { arn, policy }, action))
  if (decisions.includes('allowed')) return 'allowed'
  return decisions.includes('conditional') ? 'conditional' : 'denied'
}

/** A key under which a secret is: one of the account, one of AWS that needs no right of its own, or one that is out of sight. */
export type SecretKey = { kind: 'own'; key: KmsKey } | { kind: 'aws' } | { kind: 'foreign' }

export function keyOfSecret(
  look: Look<'kmsKeys'>,
  { region, account }: SecretReference,
  key: string | undefined,
): SecretKey {
  if (key === undefined || /(?:^|:)alias\/aws\//.test(key)) return { kind: 'aws' }
  const reference = keyReference(key, { partition: look.partition, region, account })
  if (parseArn(reference)?.account !== look.account) return { kind: 'foreign' }
  const found = look.get('kmsKeys', reference)
  if (!found) return { kind: 'foreign' }
  return found.KeyManager === 'CUSTOMER' ? { kind: 'own', key: found } : { kind: 'aws' }
}

/** Whether the role may decrypt with a key of the account: its policies count only where the key's lets the account decide. */
export function mayDecrypt(look: Look<'kmsKeyPolicies'>, reader: Reader, { Arn }: KmsKey): Decision | PolicyError {
  const text = look.get('kmsKeyPolicies', Arn)?.Policy
  const policy = text === undefined ? undefined : parsePolicy(text)
  if (policy && 'error' in policy) return policy
  return decideOn(reader, { arn: Arn, policy }, DECRYPT, 'delegated')
}
