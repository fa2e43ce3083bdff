import { isDaemonDefinition } from './derived/daemons.ts'
import { type SectionName, type Sections, sections } from './sections.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** One value that led to an outcome: where it was read, and what it was. `null` means the API left the field out. */
export interface Evidence {
  /** The section and key of the record; absent for a derived fact. */
  section?: SectionName
  resource?: string
  /** Path inside the record (`containerDefinitions[0].user`), or `derived: ...` for a fact the product computed. */
  path: string
  value: Json
}

/**
 * Cites a value of a record. The path is resolved here, so evidence can never disagree with the inventory. Definitions of
 * daemons are judged as task definitions and cited from the section they are kept in.
 */
export function cite<S extends SectionName>(section: S, record: Sections[S], path: string): Evidence {
  const resource = sections[section].key(record)
  const ofDaemon = section === 'taskDefinitions' && isDaemonDefinition(resource)
  return { section: ofDaemon ? 'daemonTaskDefinitions' : section, resource, path, value: resolvePath(record, path) }
}

/** Cites a fact computed from several records. */
export function derived(name: string, value: Json): Evidence {
  return { path: `derived: ${name}`, value }
}

/** The value at a path such as `a.b[0].c`; null where it is absent. */
export function resolvePath(record: unknown, path: string): Json {
  let value: unknown = record
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (value === null || typeof value !== 'object') return null
    value = (value as Record<string, unknown>)[step]
  }
  return value === undefined ? null : (value as Json)
}
