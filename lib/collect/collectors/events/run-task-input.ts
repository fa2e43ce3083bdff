import { z } from 'zod'

/** JSON a schedule passes to RunTask. EventBridge writes field names as the API does, universal targets with a capital. */
const networkSchema = z.object({
  awsvpcConfiguration: z.object({
    subnets: z.array(z.string()).catch([]),
    securityGroups: z.array(z.string()).optional().catch(undefined),
    assignPublicIp: z.string().optional().catch(undefined),
  }),
})
const optionalText = z.string().optional().catch(undefined)
const optionalNumber = z.number().optional().catch(undefined)

const overrideSchema = z.object({
  taskRoleArn: optionalText,
  executionRoleArn: optionalText,
  cpu: optionalText,
  memory: optionalText,
  containerOverrides: z
    .array(
      z.object({
        name: optionalText,
        command: z.array(z.string()).optional().catch(undefined),
        environment: z
          .array(z.object({ name: optionalText, value: z.coerce.string() }))
          .optional()
          .catch(undefined),
        cpu: optionalNumber,
        memory: optionalNumber,
        memoryReservation: optionalNumber,
      }),
    )
    .optional()
    .catch(undefined),
})

const runTaskSchema = z.object({
  cluster: optionalText,
  taskDefinition: z.string(),
  count: optionalNumber,
  launchType: optionalText,
  platformVersion: optionalText,
  group: optionalText,
  enableExecuteCommand: z.boolean().optional().catch(undefined),
  networkConfiguration: networkSchema.optional().catch(undefined),
  overrides: overrideSchema.optional().catch(undefined),
})

export type OverrideInput = z.infer<typeof overrideSchema>
export type RunTaskInput = z.infer<typeof runTaskSchema>

/** The overrides in a target's constant input; undefined when there is none, or nothing RunTask would understand. */
export function readOverride(input: string | undefined): OverrideInput | undefined {
  return overrideSchema.safeParse(parse(input)).data
}

/** The whole request of a universal target `aws-sdk:ecs:runTask`. */
export function readRunTask(input: string | undefined): RunTaskInput | undefined {
  return runTaskSchema.safeParse(parse(input)).data
}

function parse(input: string | undefined): unknown {
  if (input === undefined) return undefined
  try {
    return lowerFirst(JSON.parse(input))
  } catch {
    return undefined
  }
}

function lowerFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirst)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toLowerCase() + name.slice(1), lowerFirst(inner)]),
  )
}
