import { once } from 'node:events'
import { beforeAll, expect, test, vi } from 'vitest'
import { pool } from './client.ts'
import { readAhead } from './read-ahead.ts'
import { setupTestDatabase } from './testing/database.ts'
import { scanTestEstate } from './testing/estate.ts'
import { administrator } from './testing/scans.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

test('what the program that serves the pages has read ahead, the pages with their copy of each module need not read', async () => {
  await readAhead()
  const asked = vi.spyOn(pool(), 'query')
  vi.resetModules()
  const facets = await import('./findings/facets.ts')
  const counts = await import('./posture/counts.ts')
  const { values } = await facets.findingFacets(administrator, { tab: 'open' })
  expect(values.severity.length).toBeGreaterThan(1)
  expect((await counts.readCounts(administrator)).length).toBeGreaterThan(1)
  const statements = asked.mock.calls.map(([statement]) => String(statement))
  expect(statements).toHaveLength(2)
  for (const statement of statements) expect(statement).toContain('from tally_version')
})

test('what Postgres refuses to read into its memory is told, and the pages open without', async () => {
  await pool().query('alter index finding_by_check rename to elsewhere')
  const warned = once(process, 'warning')
  await readAhead()
  expect(String((await warned)[0])).toContain('finding_by_check')
  await pool().query('alter index elsewhere rename to finding_by_check')
})
