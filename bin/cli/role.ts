import type { Role } from '#lib/scan/assess.ts'
import { UsageError } from './command.ts'

/** The role to assume: both flags or none. */
export function roleOf(roleArn: string | undefined, externalId: string | undefined): Role | undefined {
  if (roleArn === undefined && externalId === undefined) return undefined
  if (roleArn === undefined) throw new UsageError('--external-id belongs to a role: name it in --role-arn.')
  if (externalId === undefined) {
    throw new UsageError('--role-arn needs --external-id: a role that can be assumed without one is not safe to use.')
  }
  return { roleArn, externalId }
}
