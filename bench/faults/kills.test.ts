import { mkdtempSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { connectDatabase, type DatabaseConnection } from '#lib/data/connect.ts'
import { runLane } from './lane.ts'
import type { Moment } from './moment.ts'
import { prepareScene } from './scene.ts'

// `npm run bench -- faults` does the same fifty times.

vi.stubEnv('DATABASE_URL', '')
afterAll(() => void vi.unstubAllEnvs())

const patience = 240_000
const undamaged = { differences: [], duplicates: 0, falseResolves: 0, staleWrites: 0, lostWrites: 0 }
const expectUndamaged = (moments: readonly Moment[]) => {
  expect(moments.filter(({ step }) => step !== undefined)).toHaveLength(3)
  for (const moment of moments) expect(moment).toMatchObject(undamaged)
}
const seed = 7

describe('a worker that dies or freezes', { timeout: patience }, () => {
  let scene: Awaited<ReturnType<typeof prepareScene>>
  beforeAll(async () => {
    scene = await prepareScene({ server: inject('databaseServer'), latency: 20 })
  }, patience)
  afterAll(() => scene[Symbol.asyncDispose]())

  test('killed at any moment of a scan: another one ends it within ten seconds more as if nothing had been', async () => {
    const moments = await runLane(scene, { kind: 'kill', moments: 3, seed })
    expectUndamaged(moments)
    for (const { takeoverSeconds } of moments) expect(takeoverSeconds ?? 0).toBeLessThan(10)
  })

  test('frozen for one and a half leases: it writes nothing of a scan that another one has', async () => {
    expectUndamaged(await runLane(scene, { kind: 'freeze', moments: 3, seed }))
  })
})

describe('a database that dies', { timeout: patience }, () => {
  const folder = mkdtempSync('/var/tmp/tidewaiter-test-')
  let server: DatabaseConnection
  let scene: Awaited<ReturnType<typeof prepareScene>>
  beforeAll(async () => {
    server = await connectDatabase({ url: '', folder })
    scene = await prepareScene({ server: server.url, folder, latency: 20 })
  }, patience)
  afterAll(async () => {
    await scene[Symbol.asyncDispose]()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('in the middle of a scan: the worker goes on when it is back, and no acknowledged write is lost', async () => {
    expectUndamaged(await runLane(scene, { kind: 'postgres', moments: 3, seed }))
  })
})
