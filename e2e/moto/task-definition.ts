import type { ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { ACCOUNT } from './client.ts'

/** What a definition has beside what all share. */
export interface Definition {
  task: Partial<RegisterTaskDefinitionRequest>
  container: Partial<ContainerDefinition>
}

/** A definition for Fargate that is good wherever nothing else is said. */
export function definition(family: string, { task, container }: Definition): RegisterTaskDefinitionRequest {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: 'X86_64' },
    ...task,
    containerDefinitions: [
      {
        name: 'app',
        image: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/web:2026-11-20-4f1c`,
        essential: true,
        cpu: 256,
        memory: 512,
        user: '10001:10001',
        readonlyRootFilesystem: true,
        portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
        healthCheck: {
          command: ['CMD-SHELL', 'curl -fsS http://localhost:8080/health || exit 1'],
          interval: 10,
          timeout: 5,
          retries: 3,
        },
        ...container,
      },
    ],
  }
}
