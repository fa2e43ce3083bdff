import { type Call, type Caller, createCall, type Line } from './call.ts'
import type { AwsCredentials } from './clients.ts'
import { CollectError, explain } from './collect-error.ts'
import { keepFresh, ownCredentials } from './credentials.ts'
import { mainRegion, partitionOfRegion } from './partition.ts'
import { services } from './services.ts'
import { sessionPolicy } from './session-policy.ts'

/** How AWS is reached and with whose credentials; what is absent follows the SDK's ordinary chain and environment. */
export interface Access {
  endpoint?: string
  /** Where account-wide services are asked; AWS_REGION and the profile's region count when absent. */
  region?: string
  credentials?: AwsCredentials
}

export interface RoleToAssume {
  roleArn: string
  externalId: string
}

export interface Identity {
  account: string
  partition: string
  arn: string
}

/** Readable credentials of one account. */
export interface Session {
  identity: Identity
  /** Where the account-wide services are asked; the credentials are known to work there. */
  homeRegion: string
  call: Call
}

/** What all calls of a scan share, whoever they are signed by. */
export type Machine = Omit<Line, 'caller'>

/** Shown in the account's CloudTrail for every call. */
const sessionName = 'tidewaiter-audit'
const sessionSeconds = 3600

/**
 * Opens the account: with the role if one is given, else with the server's own credentials.
 * @throws CollectError in words a person can act on
 */
export async function openSession(access: Access, role: RoleToAssume | undefined, machine: Machine): Promise<Session> {
  return role ? assume(access, role, machine) : identifyOwn(access, machine)
}

async function identifyOwn(access: Access, machine: Machine): Promise<Session> {
  const caller = ownCaller(access, machine)
  const homeRegion = await homeRegionOf(access)
  try {
    const { Account, Arn } = await createCall({ ...machine, caller })('sts:GetCallerIdentity', {}, homeRegion)
    if (!Account || !Arn)
      throw new CollectError('failed', 'AWS did not say which account the credentials belong to: try again later.')
    const identity = { account: Account, partition: Arn.split(':')[1] ?? 'aws', arn: Arn }
    return { identity, homeRegion, call: createCall({ ...machine, caller: { ...caller, account: Account } }) }
  } catch (error) {
    throw explain(error, access)
  }
}

async function assume(access: Access, role: RoleToAssume, machine: Machine): Promise<Session> {
  const { account, partition } = readRoleArn(role.roleArn)
  checkExternalId(role.externalId)
  const homeRegion = await homeRegionOf(access, partition)
  const own = createCall({ ...machine, caller: ownCaller(access, machine) })
  let arn = role.roleArn
  const fetch = async (): Promise<AwsCredentials> => {
    const assumed = await assumeRole(own, homeRegion, {
      ...role,
      policy: sessionPolicy(),
      seconds: sessionSeconds,
    }).catch((error: unknown) => {
      throw explain(error, { ...access, ...role })
    })
    arn = assumed.arn
    return assumed.credentials
  }
  const caller: Caller = { account, endpoint: access.endpoint, ...keepFresh(fetch, machine.timing) }
  await caller.credentials()
  return { identity: { account, partition, arn }, homeRegion, call: createCall({ ...machine, caller }) }
}

/** One sts:AssumeRole, signed by whoever `call` is. */
export async function assumeRole(
  call: Call,
  region: string,
  asked: { roleArn: string; externalId?: string; policy: string; seconds: number },
): Promise<{ credentials: AwsCredentials; arn: string }> {
  const { Credentials, AssumedRoleUser } = await call(
    'sts:AssumeRole',
    {
      RoleArn: asked.roleArn,
      ExternalId: asked.externalId,
      RoleSessionName: sessionName,
      DurationSeconds: asked.seconds,
      Policy: asked.policy,
    },
    region,
  )
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new CollectError('failed', 'AWS answered sts:AssumeRole without credentials: try again later.')
  }
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    },
    arn: AssumedRoleUser?.Arn ?? asked.roleArn,
  }
}

export function ownCaller(access: Access, machine: Machine): Caller {
  const { credentials, endpoint } = access
  return { account: '', endpoint, ...keepFresh(credentials ? async () => credentials : ownCredentials, machine.timing) }
}

/** Account and partition of a role. @throws CollectError when the text is not the ARN of a role */
export function readRoleArn(roleArn: string): { account: string; partition: string } {
  const [, partition, account] =
    /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.exec(roleArn) ?? []
  if (partition && account) return { partition, account }
  throw new CollectError(
    'bad-role-arn',
    'That is not the ARN of a role: it must look like arn:aws:iam::111122223333:role/tidewaiter-audit.',
  )
}

/** 2 to 1224 characters, from the API reference of sts:AssumeRole. */
function checkExternalId(externalId: string): void {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return
  throw new CollectError(
    'bad-external-id',
    'A role is only assumed with its external id: 2 to 1224 letters, digits or any of _+=,.@:/- as the role expects it.',
  )
}

/** The region that was asked for or that the SDK's chain finds; the partition's main one where that belongs to another. */
export async function homeRegionOf(access: Access, partition?: string): Promise<string> {
  const found = access.region ?? (await configuredRegion())
  if (found && (!partition || partitionOfRegion(found) === partition)) return found
  return mainRegion(partition ?? 'aws')
}

async function configuredRegion(): Promise<string | undefined> {
  const { Client } = await services.sts()
  return new Client({}).config.region().catch(() => undefined)
}
