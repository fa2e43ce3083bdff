import { hash } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { ObservedResources, Resource } from '#lib/engine/resources.ts'
import { copyRows } from '../copy.ts'
import { writeRows } from '../transaction.ts'

const described = [
  'region',
  'type',
  'name',
  'arn',
  'tags',
  'owner',
  'environment',
  'exposed',
  'relations',
  'configuration',
  'search',
  'hash',
  'changed_at',
]
const columns = ['account', 'key', ...described, 'first_seen']

const replace = `update resource set ${described.map((column) => `${column} = r.${column}`).join(', ')}, gone_at = null
  from json_to_recordset($1::json) as r(region text, key text, type text, name text, arn text, tags jsonb, owner text,
    environment text, exposed boolean, relations jsonb, configuration jsonb, search text, hash text, changed_at timestamptz)
  where resource.account = $2 and resource.key = r.key`

interface Known {
  id: number
  hash: string
  gone: boolean
}

/**
 * Keeps the resources of an account current; only what differs is written.
 * @param all those observed and those that only outcomes name, by key: every finding has one
 * @returns the id of each key, and the ids of those that were not seen this time
 */
export async function writeResources(
  client: PoolClient,
  { account, at }: { account: string; at: string },
  { resources }: ObservedResources,
  all: ReadonlyMap<string, Resource>,
): Promise<{ ids: Map<string, number>; missing: number[] }> {
  const observed = new Set(resources.map((resource) => resource.key))
  const known = await readKnown(client, account)
  const added = [...all.values()].filter(({ key }) => !known.has(key))
  const differing = [...all.values()].flatMap((resource) => {
    const before = known.get(resource.key)
    // What could not be read this time keeps the description it has.
    if (!before || (!before.gone && !observed.has(resource.key))) return []
    const row = resourceRow(resource)
    return before.hash === row.hash && !before.gone ? [] : { ...row, changed_at: at }
  })
  const time = new Date(at)
  await copyRows(client, 'resource', columns, added, (resource) => ({
    ...resourceRow(resource),
    account,
    first_seen: time,
    changed_at: time,
  }))
  await writeRows(client, differing, (row) => row, replace, [account])
  const current = added.length > 0 ? await readKnown(client, account) : known
  const missing = [...known].filter(([key, { gone }]) => !gone && !all.has(key)).map(([, { id }]) => id)
  return { ids: new Map([...current].map(([key, { id }]) => [key, id])), missing }
}

/**
 * Notes which of the missing resources are gone: those of whose type all were found or that are named so, and those that only outcomes named
 * and no outcome names any more. Call it when the outcomes are written.
 */
export async function retireResources(
  client: PoolClient,
  missing: readonly number[],
  { complete, gone = new Set() }: ObservedResources,
  at: string,
): Promise<void> {
  if (missing.length === 0) return
  await client.query(
    `update resource r set gone_at = $2
     where r.id = any($1) and (r.type || '|' || r.region = any($3) or r.key = any($4)
       or (r.configuration is null and not exists (select from outcome o where o.resource_id = r.id)))`,
    [missing, at, [...complete], [...gone]],
  )
}

async function readKnown(client: PoolClient, account: string): Promise<Map<string, Known>> {
  const { rows } = await client.query<Known & { key: string }>(
    'select id, key, hash, gone_at is not null as gone from resource where account = $1',
    [account],
  )
  return new Map(rows.map(({ key, ...known }) => [key, known]))
}

function resourceRow(resource: Resource) {
  const { type, name, arn, region, tags, owner, environment, exposed, relations, configuration, terms } = resource
  const content = JSON.stringify([
    type,
    name,
    arn,
    region,
    Object.entries(tags).toSorted(),
    [owner, environment, exposed, relations, configuration, terms],
  ])
  return {
    ...resource,
    search: searchText(resource),
    hash: hash('sha256', content, 'base64url').slice(0, 16),
  }
}

/** What search looks through: names and the last part of the key; the common head of ARNs would match everything. */
function searchText({ key, name, owner, terms = [] }: Resource): string {
  const words = new Set([name, key.slice(key.lastIndexOf(':') + 1), ...(owner ? [owner] : []), ...terms])
  return [...words].join(' ').toLowerCase()
}
