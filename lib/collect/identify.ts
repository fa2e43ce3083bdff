import { createMachine, type MachineOptions } from './machine.ts'
import { type Access, type Identity, openSession } from './session.ts'

/**
 * Whose credentials the server itself has.
 * @throws CollectError when there are none, or AWS does not accept or answer them
 */
export async function identify(access: Access = {}, options: MachineOptions = {}): Promise<Identity> {
  const { identity } = await openSession(access, undefined, createMachine(options))
  return identity
}
