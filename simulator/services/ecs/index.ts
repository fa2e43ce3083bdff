import type { Service } from '../../service.ts'
import { awsJson } from '../../wire/json.ts'
import { clusterOperations } from './clusters.ts'
import { daemonOperations } from './daemons.ts'
import { registerOperations } from './register.ts'
import { serviceOperations } from './services.ts'
import { taskDefinitionOperations } from './task-definitions.ts'
import { taskOperations } from './tasks.ts'
import { updateOperations } from './update-service.ts'

export const ecs: Service = {
  signingName: 'ecs',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-ecs'),
  invalidInput: 'InvalidParameterException',
  invalidToken: 'InvalidParameterException',
  operations: {
    ...clusterOperations,
    ...serviceOperations,
    ...taskOperations,
    ...taskDefinitionOperations,
    ...daemonOperations,
    ...registerOperations,
    ...updateOperations,
  },
}
