import { beforeAll, describe, expect, test } from 'vitest'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { everyPage, scanTestEstate } from '../testing/estate.ts'
import { administrator, production } from '../testing/scans.ts'
import { findFinding } from './detail.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

describe('the detail of a finding', () => {
  test('tells its life, its evidence and what else fails on the resource', async () => {
    const [regressed] = await everyPage({ tab: 'regressed' })
    const detail = await findFinding(administrator, regressed?.id ?? '')
    expect(detail?.events.map((event) => event.kind)).toEqual(['reopened', 'resolved', 'opened'])
    expect(detail).toMatchObject({ change: 'regressed', firstSeen: '2026-10-01T08:00:00.000Z', state: 'open' })
    expect(detail?.reasons[0]?.evidence).toEqual([{ path: 'containerDefinitions[0].user', value: null }])
    expect(detail?.configuration).toEqual({ networkMode: 'awsvpc' })
    expect(detail?.events.map(({ reasons }) => reasons[0]?.evidence[0]?.path)).toEqual([
      'containerDefinitions[0].user',
      undefined,
      'containerDefinitions[0].user',
    ])
    expect(await findFinding(administrator, regressed?.fingerprint ?? '')).toEqual(detail)
  })

  test('of one that cannot be read any more keeps what it was about, and names the call', async () => {
    const unknown = (await everyPage({ tab: 'unknown' })).find((row) => row.state === 'open')
    const detail = await findFinding(administrator, unknown?.id ?? '')
    expect(detail).toMatchObject({ status: 'unknown', state: 'open' })
    expect(detail?.reasons).toHaveLength(1)
    expect(detail?.gaps).toEqual([
      { action: 'ecr:BatchGetImage', region: unknown?.region, reason: 'denied', errorCode: 'AccessDeniedException' },
    ])
  })

  test('an outcome without a finding is found by its fingerprint', async () => {
    const [registered] = await everyPage({ tab: 'registered' })
    expect(registered?.id).toBe(registered?.fingerprint)
    expect(await findFinding(administrator, registered?.id ?? '')).toMatchObject({
      state: 'none',
      status: 'fail',
      events: [],
    })
  })

  test('what is not there is not found', async () => {
    for (const id of ['F-0', 'F-999999999999', 'x', '']) expect(await findFinding(administrator, id)).toBeUndefined()
  })

  test('findings that are scored in another one are linked both ways and are in no list', async () => {
    const [scored, linked] = await everyPage({ tab: 'open', accounts: [production] })
    await pool().query('update finding set counted_in = $1 where fingerprint = $2', [
      scored?.fingerprint,
      linked?.fingerprint,
    ])
    expect((await findFinding(administrator, scored?.id ?? ''))?.counts).toEqual([
      { id: linked?.id, check: linked?.check },
    ])
    expect((await findFinding(administrator, linked?.id ?? ''))?.countedIn).toEqual({
      id: scored?.id,
      check: scored?.check,
    })
    expect((await everyPage({ tab: 'open' })).map((row) => row.id)).not.toContain(linked?.id)
    await pool().query('update finding set counted_in = null')
  })
})
