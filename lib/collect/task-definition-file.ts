import type * as ecs from '@aws-sdk/client-ecs'
import { z } from 'zod'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { toTaskDefinition } from './collectors/ecs/task-definition-shape.ts'
import { compact } from './shape.ts'

const essentials = z.looseObject({
  family: z.string().regex(/^[\w-]{1,255}$/),
  containerDefinitions: z.array(z.looseObject({ name: z.string().min(1) })).min(1),
})
const answer = z.looseObject({ taskDefinition: essentials })

/** Where a definition would be registered: it decides nothing but names. */
export interface Place {
  account: string
  partition: string
  region: string
}

/**
 * A task definition as people write it for `aws ecs register-task-definition`, or as `describe-task-definition` prints it,
 * in the form in which it would be collected. Values that may be secrets are redacted.
 * @returns undefined when it is none
 */
export function readTaskDefinition(json: unknown, place: Place, digestKey: string): TaskDefinition | undefined {
  const described = answer.safeParse(json)
  const written = described.success ? described.data.taskDefinition : json
  if (!isDefinition(written)) return undefined
  const { partition, region, account } = place
  const definition = {
    ...written,
    taskDefinitionArn: `arn:${partition}:ecs:${region}:${account}:task-definition/${written.family}:1`,
    revision: 1,
    status: 'ACTIVE' as const,
    registeredAt: undefined,
    deregisteredAt: undefined,
  }
  try {
    return compact(toTaskDefinition({ taskDefinition: definition, tags: definition.tags }, digestKey))
  } catch {
    return undefined
  }
}

/** The rest of its fields is read with care: what has another type than ECS knows makes it none. */
function isDefinition(value: unknown): value is ecs.TaskDefinition & { tags?: ecs.Tag[] } {
  return essentials.safeParse(value).success
}
