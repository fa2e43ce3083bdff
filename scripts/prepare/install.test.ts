import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { agrees } from './install.mjs'

const locked = {
  '': {},
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/b': { version: '2.0.0', optional: true },
}

test('an installation is current when all that is locked is there, but for packages of other platforms', () => {
  expect(agrees(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'x' } })).toBe(true)
  expect(agrees(locked, { 'node_modules/a': { version: '1.0.1', integrity: 'y' } })).toBe(false)
  expect(agrees(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'y' } })).toBe(false)
  expect(agrees(locked, { 'node_modules/a': locked['node_modules/a'], 'node_modules/b': { version: '1.0.0' } })).toBe(
    false,
  )
  expect(agrees(locked, {})).toBe(false)
})

test('processes that start at once on a fresh copy install once, and say so on standard error alone', async () => {
  const project = newProject(`echo x >> installs; sleep 0.3; mkdir -p node_modules
    cp package-lock.json node_modules/.package-lock.json; echo installed`)
  const runs = await Promise.all([install(project), install(project), install(project)])
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(runs.map(({ stdout }) => stdout)).toEqual(['', '', ''])
  expect(runs.map(({ stderr }) => stderr).join('')).toContain('installed')
  expect(readFileSync(path.join(project, 'installs'), 'utf8')).toBe('x\n')
})

test('a lock that a killed process left is taken over', async () => {
  const project = newProject('mkdir -p node_modules; cp package-lock.json node_modules/.package-lock.json')
  mkdirSync(path.join(project, '.tidewaiter'))
  writeFileSync(path.join(project, '.tidewaiter', 'prepare.lock'), String(2 ** 22 + 1))
  expect(await install(project)).toMatchObject({ code: 0 })
})

test("an installation that fails shows npm's own words, and one sentence", async () => {
  const failed = await install(newProject('echo npm error E404 >&2; exit 1'))
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('npm error E404\nThe dependencies could not be installed: the lines above say why.')
})

/** A copy of the preparing scripts, with a lock file and an npm that does what the shell script says. */
function newProject(npm: string): string {
  const project = mkdtempSync(path.join(tmpdir(), 'tidewaiter-install-'))
  onTestFinished(() => rmSync(project, { recursive: true, force: true }))
  cpSync(import.meta.dirname, path.join(project, 'scripts', 'prepare'), { recursive: true })
  writeFileSync(path.join(project, 'package.json'), '{"type":"module"}')
  writeFileSync(path.join(project, 'package-lock.json'), JSON.stringify({ packages: locked }))
  writeFileSync(path.join(project, 'npm'), `#!/bin/sh\n${npm}\n`)
  chmodSync(path.join(project, 'npm'), 0o755)
  return project
}

function install(project: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = `import { ensureInstalled } from './scripts/prepare/install.mjs'
    await ensureInstalled().catch(({ message }) => { console.error(message); process.exitCode = 1 })`
  return runNode(['--input-type=module', '--eval', program], project)
}

function runNode(args: string[], project: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, PATH: `${project}:${process.env.PATH}` }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: project, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
