import { NormalizedSchema } from '@smithy/core/schema'

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0]
type OperationSchema = readonly [9, string, string, unknown, SchemaRef, SchemaRef]

/** The namespace of an SDK client module. Its operation schemas are the exports whose names end in `$`. */
export type Sdk = Readonly<Record<string, unknown>>

export interface Operation {
  name: string
  input: NormalizedSchema
  output: NormalizedSchema
  /** Only of REST services: method, path template and success status. */
  http?: { method: string; path: string; status: number }
}
export type Operations = ReadonlyMap<string, Operation>

/** Every operation that an SDK client knows, by name. */
export function operationsOf(sdk: Sdk): Operations {
  return new Map(
    Object.values(sdk)
      .filter(isOperationSchema)
      .map(([, , name, traits, input, output]) => [
        name,
        { name, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output), http: httpTrait(traits) },
      ]),
  )
}

function isOperationSchema(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === 9 && value.length === 6
}

function httpTrait(traits: unknown): Operation['http'] {
  if (typeof traits !== 'object' || traits === null || !('http' in traits) || !Array.isArray(traits.http))
    return undefined
  const [method, path, status] = traits.http
  return { method: String(method), path: String(path), status: Number(status) }
}
