import type { Check } from './define-check.ts'
import netTaskPublicIp from './networking/net-task-public-ip.ts'
import stoEfsTransitEncryption from './storage/sto-efs-transit-encryption.ts'

/** Every check, in the catalogue's order: one line each. */
export const checks: readonly Check[] = [netTaskPublicIp, stoEfsTransitEncryption]
