import type { Service } from '../../service.ts'
import { ec2Query } from '../../wire/query.ts'
import { computeOperations } from './compute.ts'
import { networkOperations } from './network.ts'
import { networkGuardOperations } from './network-guards.ts'
import { storageOperations } from './storage.ts'

export const ec2: Service = {
  signingName: 'ec2',
  protocol: ec2Query,
  sdk: () => import('@aws-sdk/client-ec2'),
  invalidInput: 'InvalidParameterValue',
  invalidToken: 'InvalidNextToken',
  operations: { ...networkOperations, ...networkGuardOperations, ...computeOperations, ...storageOperations },
}
