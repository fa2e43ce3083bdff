import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { figure, figureLines, type Result } from './figures.ts'

function bench(...args: string[]) {
  const program = path.join(import.meta.dirname, 'main.ts')
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
}

test('with --json a bench prints its figures as one JSON object and nothing else', () => {
  const { stdout, status } = bench('scan', '--estate', 'small', '--phases', 'first', '--json')
  const { name, settings, figures }: Result = JSON.parse(stdout)
  expect(status).toBe(0)
  expect(name).toBe('scan')
  expect(settings).toMatchObject({ estate: 'small', throttle: false, latency: 0, regions: ['us-east-1'] })
  const what = ['calls', 'minimum', 'ecsCalls', 'wallSeconds', 'floorSeconds', 'throttled', 'lost', 'peakRssMb']
  expect(figures.map((one) => one.figure)).toEqual(
    expect.arrayContaining([...what, 'cpuMsPerCall'].map((figure) => `first.${figure}`)),
  )
  for (const { value, unit } of figures) expect([Number.isFinite(value), unit.length > 0]).toEqual([true, true])
  const found = (name: string) => figures.find((one) => one.figure === `first.${name}`)
  expect(found('calls')?.value).toBe(found('minimum')?.value)
  expect(found('lost')).toMatchObject({ value: 0, bound: 0, holds: true })
})

test('the engine bench judges one estate with all checks, and with those of security alone, also where much fails', () => {
  const { stdout, stderr, status } = bench('engine', '--estate', 'small', '--failing', '50', '--json')
  const { name, figures }: Result = JSON.parse(stdout)
  expect([status, name]).toEqual([0, 'engine'])
  const value = (name: string) => figures.find((one) => one.figure === name)?.value ?? 0
  expect(value('all.checks')).toBeGreaterThan(value('security.checks'))
  expect(value('all.outcomes')).toBeGreaterThan(value('security.outcomes'))
  expect(value('security.outcomes')).toBeGreaterThan(0)
  expect(figures.find((one) => one.figure === 'security.seconds')).toMatchObject({ bound: 1.5, holds: true })
  expect(value('security.fails')).toBeGreaterThan(value('security.outcomes') / 8)
  expect(stderr).toMatch(/^all: .*\nsecurity: /)
})

test('the units bench runs every scan once, in turn, on several workers', () => {
  const { stdout, status } = bench('units', '--units', '24', '--workers', '2', '--slots', '2', '--mean', '50', '--json')
  const { name, figures }: Result = JSON.parse(stdout)
  expect([status, name]).toEqual([0, 'units'])
  const value = (name: string) => figures.find((one) => one.figure === name)?.value
  expect([value('units.units'), value('units.runTwice'), value('cron.runs')]).toEqual([24, 0, 1])
})

test.each([
  ['no bench', []],
  ['an unknown bench', ['nothing']],
  ['an unknown flag', ['scan', '--estates', 'small']],
  ['an unknown estate', ['scan', '--estate', 'tiny']],
  ['an estate the engine bench does not know', ['engine', '--estate', 'tiny']],
  ['a flag the engine bench does not know', ['engine', '--estates', 'small']],
  ['a share that is none', ['engine', '--failing', '101']],
])('%s is one sentence or the usage, and code 1', (_, args) => {
  const { stdout, stderr, status } = bench(...args)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^(Usage: npm run bench|--estate takes small, medium, large|--failing takes a whole number)/)
})

test('a figure is judged before it is rounded', () => {
  expect(figure('first.callsPerMinimum', 1.0501, 'ratio', 1.05)).toEqual({
    figure: 'first.callsPerMinimum',
    value: 1.05,
    unit: 'ratio',
    bound: 1.05,
    holds: false,
  })
  expect(figureLines([figure('a.b', 2, 's', 1), figure('a.long', 3, 's')])).toEqual([
    'a.b     2 s  DOES NOT HOLD (at most 1)',
    'a.long  3 s',
  ])
})
