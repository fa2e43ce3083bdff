import { randomUUID } from 'node:crypto'
import { createCall } from './call.ts'
import { CollectError, type CollectErrorKind, explain } from './collect-error.ts'
import { CallError } from './failure.ts'
import { createMachine, type MachineOptions } from './machine.ts'
import { enabledRegions } from './regions.ts'
import {
  type Access,
  assumeRole,
  homeRegionOf,
  type Identity,
  openSession,
  ownCaller,
  type RoleToAssume,
  readRoleArn,
} from './session.ts'
import { powerlessPolicy } from './session-policy.ts'

export type RoleVerdict =
  | { status: 'verified'; identity: Identity; regions: readonly string[] }
  | { status: 'refused'; kind: CollectErrorKind; sentence: string }

/** Shortest session AWS lends. */
const probeSeconds = 900

/**
 * Tries the role as a scan would, and refuses one that can be assumed without its external id or with another: then
 * anyone whom the trusted account serves could use it through us (the confused deputy).
 * Only a cancelled or a broken program rejects; everything AWS can answer is a verdict.
 */
export async function verifyRole(
  role: RoleToAssume,
  options: { access?: Access } & MachineOptions = {},
): Promise<RoleVerdict> {
  const { access = {} } = options
  const machine = createMachine(options)
  try {
    const { identity, homeRegion, call } = await openSession(access, role, machine)
    const regions = await enabledRegions(call, homeRegion)
    for (const externalId of [undefined, `tidewaiter-probe-${randomUUID()}`]) {
      if (await isAssumable(role.roleArn, externalId)) return openToOthers(role.roleArn, externalId)
    }
    return { status: 'verified', identity, regions }
  } catch (error) {
    const reason = explain(error, { ...access, ...role })
    if (!(reason instanceof CollectError)) throw reason
    return { status: 'refused', kind: reason.kind, sentence: reason.sentence }
  }

  async function isAssumable(roleArn: string, externalId: string | undefined): Promise<boolean> {
    const region = await homeRegionOf(access, readRoleArn(roleArn).partition)
    const own = createCall({ ...machine, caller: ownCaller(access, machine) })
    try {
      await assumeRole(own, region, { roleArn, externalId, policy: powerlessPolicy, seconds: probeSeconds })
      return true
    } catch (error) {
      if (error instanceof CallError && error.failure.kind === 'denied') return false
      throw error
    }
  }
}

function openToOthers(roleArn: string, externalId: string | undefined): RoleVerdict {
  const how = externalId === undefined ? 'without its external id' : 'with any external id'
  return {
    status: 'refused',
    kind: 'assumable-without-external-id',
    sentence: `The role ${roleArn} can be assumed ${how}: add the condition StringEquals sts:ExternalId to its trust policy.`,
  }
}
