import { type Policy, type PolicyError, parsePolicy } from '#lib/iam/policy.ts'
import type { Look } from '../look.ts'
import type { ManagedPolicy } from '../types/iam.ts'

/** A policy attached to a user, group or role, or written into it. */
export interface HeldPolicy {
  /** ARN of a managed policy; `HOLDER_ARN#NAME` for an inline one. */
  id: string
  name: string
  /** Absent for an inline policy. */
  managed?: ManagedPolicy
  /** An error also where a managed policy was not among those read. */
  policy: Policy | PolicyError
}

interface Holding {
  Arn: string
  AttachedManagedPolicies: readonly { PolicyName: string; PolicyArn: string }[]
}
type Inline = readonly { PolicyName: string; PolicyDocument: string }[]

/**
 * The identity policies of one holder, parsed; only the default version of a managed policy counts. Ends in MissingEvidence
 * when one of them was not read: it may deny what the others allow.
 */
export function heldPolicies(look: Look<'policies'>, holder: Holding, inline: Inline): readonly HeldPolicy[] {
  const managed = look.once(managedPolicies)
  return [
    ...inline.map(
      ({ PolicyName, PolicyDocument }): HeldPolicy => ({
        id: `${holder.Arn}#${PolicyName}`,
        name: PolicyName,
        policy: parsePolicy(PolicyDocument),
      }),
    ),
    ...holder.AttachedManagedPolicies.map(({ PolicyName, PolicyArn }): HeldPolicy => {
      look.get('policies', PolicyArn)
      const known = managed.get(PolicyArn)
      const policy = known?.policy ?? { error: 'The policy document was not read.' }
      return { id: PolicyArn, name: PolicyName, policy, ...(known && { managed: known.record }) }
    }),
  ]
}

/** The managed policy that bounds a holder, parsed. Ends in MissingEvidence when it was not read. */
export function boundaryOf(
  look: Look<'policies'>,
  holder: { PermissionsBoundary?: { PermissionsBoundaryArn: string } },
): Policy | PolicyError | undefined {
  const arn = holder.PermissionsBoundary?.PermissionsBoundaryArn
  if (!arn) return undefined
  look.get('policies', arn)
  return look.once(managedPolicies).get(arn)?.policy ?? { error: 'The policy document was not read.' }
}

function managedPolicies(look: Look<'policies'>) {
  return new Map(
    look.seen('policies').map((record) => {
      const document = record.PolicyVersionList.find((one) => one.IsDefaultVersion)?.Document
      const policy = document === undefined ? { error: 'It has no default version.' } : parsePolicy(document)
      return [record.Arn, { record, policy }] as const
    }),
  )
}
