import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Result } from '../figures.ts'

test('unchanged scans write nothing, a fresh one everything once, and a history of scans its changes alone', () => {
  const program = path.join(import.meta.dirname, '..', 'main.ts')
  const args = ['store', '--outcomes', '1000', '--scans', '12', '--json']
  const { stdout, status } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  expect(status).toBe(0)
  const { name, figures }: Result = JSON.parse(stdout)
  const value = (wanted: string) => figures.find(({ figure }) => figure === wanted)?.value
  expect(name).toBe('store')
  expect(value('unchanged.rowsWritten')).toBe(0)
  expect([value('fresh.findings'), value('fresh.events'), value('fresh.tallied')]).toEqual([1_000, 1_000, 1_000])
  // 300 fail from the start; then eleven scans change ten subjects each.
  expect(value('history.events')).toBe(300 + 11 * 10)
  expect(value('history.outcomes')).toBe(1_000)
  for (const { value } of figures) expect(Number.isFinite(value)).toBe(true)
}, 180_000)
