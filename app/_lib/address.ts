import { z } from 'zod'

/** The search parameters of a page as Next gives them. */
export type Given = Record<string, string | string[] | undefined>

/** Several values of one parameter, by commas or by repeating it. */
export const listOf = <T extends z.ZodType<string>>(value: T) => z.array(value).min(1).optional()
/** A name of AWS or of ours: a region, a kind of resource. */
export const wordParameter = z.string().regex(/^[a-z0-9-]{1,64}$/)
export const textParameter = z.string().trim().min(1).max(300)
export const accountParameter = z.string().regex(/^\d{12}$/)

/**
 * What the address of a screen may say, and how it is written. Defaults are not written; the parameters stand in the
 * order of `fields`. `repeated` are lists whose values may contain a comma.
 */
export function addressOf<Fields extends z.ZodRawShape>(
  path: string,
  fields: Fields,
  repeated: readonly (keyof Fields & string)[] = [],
) {
  const schema = z.object(fields)
  type Query = z.infer<typeof schema>
  const isRepeated = (name: string) => repeated.some((each) => each === name)
  const defaults: Readonly<Record<string, unknown>> = schema.parse({})

  const parameters = (query: Partial<Query>): { name: string; value: string }[] => {
    const asked: Readonly<Record<string, unknown>> = query
    return Object.keys(fields).flatMap((name) => {
      const value = asked[name]
      if (value === undefined || value === defaults[name]) return []
      if (!Array.isArray(value)) return [{ name, value: String(value) }]
      if (value.length === 0) return []
      return isRepeated(name)
        ? value.map((each) => ({ name, value: String(each) }))
        : [{ name, value: value.join(',') }]
    })
  }

  return {
    /** Reads an address. Unknown parameters are ignored; a value that cannot be is told in one sentence. */
    read(given: Given): { query: Query } | { problem: string } {
      const raw = Object.fromEntries(
        Object.entries(fields).flatMap(([name, field]): [string, string | string[] | undefined][] => {
          const values = [given[name] ?? []].flat().filter((value) => value.trim() !== '')
          if (values.length === 0) return []
          if (!isList(field)) return [[name, values[0]]]
          return [[name, isRepeated(name) ? values : values.flatMap((value) => value.split(','))]]
        }),
      )
      const parsed = schema.safeParse(raw)
      if (parsed.success) return { query: parsed.data }
      const name = String(parsed.error.issues[0]?.path[0])
      return { problem: `There is no ${name} “${String(raw[name])}”: take it out of the address.` }
    },
    /** Single parameters, for the hidden fields of a form. */
    parameters,
    href(query: Partial<Query> = {}, at = path): string {
      const search = new URLSearchParams(parameters(query).map(({ name, value }) => [name, value]))
      return search.size === 0 ? at : `${at}?${readable(search)}`
    },
  }
}

function isList(field: unknown): boolean {
  return field instanceof z.ZodOptional && field.unwrap() instanceof z.ZodArray
}

/** Commas, colons and slashes mean nothing in a query: left as they are, people can read them. */
function readable(search: URLSearchParams): string {
  return search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

/** The list with the value switched: taken out if it is in. */
export function switched<T>(values: readonly T[] | undefined, value: T): T[] {
  if (!values) return [value]
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}
