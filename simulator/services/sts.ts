import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse } from '@aws-sdk/client-sts'
import { type Call, callerArn } from '../call.ts'
import type { AccountEstate } from '../estate.ts'
import { parsePolicy, type SessionPolicy } from '../policy.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { awsQuery } from '../wire/query.ts'
import { digits } from '../world.ts'

// Limits of sts:AssumeRole, from its API reference. A role that assumes a role gets an hour at most.
const policyCharacters = 2048
const shortestSeconds = 900
const longestSeconds = 43_200
const longestChainedSeconds = 3600
const usualSeconds = 3600

export const sts: Service = {
  signingName: 'sts',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-sts'),
  invalidInput: 'ValidationError',
  invalidToken: 'ValidationError',
  operations: {
    GetCallerIdentity(_input: object, call: Call): GetCallerIdentityResponse {
      const { account, session } = call
      return {
        Account: account.id,
        Arn: callerArn(call),
        UserId: session?.userId ?? `AIDA${digits(16, account.id).toUpperCase()}`,
      }
    },

    AssumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
      const account = assumableAccount(input, call)
      const policy = sessionPolicy(input.Policy)
      const name = sessionName(input.RoleSessionName)
      const lifetime = sessionSeconds(input.DurationSeconds ?? usualSeconds, call)
      const { sessions, clock } = call.world
      const serial = sessions.size + 1
      const roleId = `AROA${digits(16, account.scanRole.arn).toUpperCase()}`
      const arn = assumedRoleArn(account.scanRole.arn, name)
      const expires = new Date(clock().getTime() + lifetime * 1000)
      const token = `simulated-${digits(64, account.id, serial)}`
      sessions.set(token, { accountId: account.id, arn, userId: `${roleId}:${name}`, policy, expires, calls: 0 })
      return {
        Credentials: {
          AccessKeyId: `ASIA${digits(16, account.id, serial).toUpperCase()}`,
          SecretAccessKey: digits(40, 'secret', account.id, serial),
          SessionToken: token,
          Expiration: expires,
        },
        AssumedRoleUser: { AssumedRoleId: `${roleId}:${name}`, Arn: arn },
        PackedPolicySize: input.Policy ? Math.ceil((input.Policy.length / policyCharacters) * 100) : undefined,
      }
    },
  },
}

/** AWS gives one answer for a role that is not there, one that does not trust the caller and a wrong external id. */
function assumableAccount({ RoleArn, ExternalId }: AssumeRoleRequest, call: Call): AccountEstate {
  const account = call.world.accounts.find(({ scanRole }) => scanRole.arn === RoleArn)
  if (account && (!account.scanRole.requiresExternalId || account.scanRole.externalId === ExternalId)) return account
  throw new AwsError(
    'AccessDenied',
    `User: ${callerArn(call)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    403,
  )
}

function sessionPolicy(text: string | undefined): SessionPolicy | undefined {
  if (text === undefined) return undefined
  if (text.length > policyCharacters) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      `The session policy has ${text.length} characters; ${policyCharacters} are allowed.`,
    )
  }
  const policy = parsePolicy(text)
  if (!policy)
    throw new AwsError(
      'MalformedPolicyDocument',
      'The session policy needs an Effect and an Action in every statement.',
    )
  return policy
}

function sessionName(name: string | undefined): string {
  if (name !== undefined && /^[\w+=,.@-]{2,64}$/.test(name)) return name
  throw new AwsError('ValidationError', 'RoleSessionName must have 2 to 64 letters, digits or any of _+=,.@-')
}

function sessionSeconds(seconds: number, { session }: Call): number {
  const longest = session ? longestChainedSeconds : longestSeconds
  if (seconds >= shortestSeconds && seconds <= longest) return seconds
  throw new AwsError(
    'ValidationError',
    `DurationSeconds must be from ${shortestSeconds} to ${longest}, not ${seconds}.`,
  )
}

function assumedRoleArn(roleArn: string, sessionName: string): string {
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1)
  return `${roleArn.slice(0, roleArn.indexOf(':role/')).replace(':iam:', ':sts:')}:assumed-role/${roleName}/${sessionName}`
}
