import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'

const project = path.join(import.meta.dirname, '..')

test('a program gets its arguments, runs on Node 24, and writes standard output alone', async () => {
  const child = start(
    `console.log(JSON.stringify([...process.argv.slice(2), Number(process.versions.node.split('.')[0]) >= 24]))`,
    ['--format', 'a b'],
  )
  const [stdout] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(JSON.parse(stdout)).toEqual(['--format', 'a b', true])
})

test("the program's exit code is the command's", async () => {
  expect(await once(start('process.exit(3)'), 'exit')).toEqual([3, null])
})

test('a signal reaches the program, which ends in its own way', async () => {
  const child = start(`process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready')`)
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([7, null])
})

test('a program ends with the npm that started it, although npm stops nothing but its shell', async () => {
  const child = start(
    `process.on('SIGTERM', () => { console.log('ended'); process.exit() })
    setInterval(() => {}, 1000); console.log('ready')`,
    [],
    '; true',
  )
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  expect(await text(child.stdout)).toBe('ended\n')
})

test('a program that a signal ends is reported as such', async () => {
  const child = start(`process.kill(process.pid, 'SIGKILL')`)
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
})

/** @param more makes a shell run the command, as npm does: a shell with more to do stays in between */
function start(program: string, args: string[] = [], more = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidewaiter-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'program.ts')
  writeFileSync(file, program)
  const command = [process.execPath, path.join(project, 'scripts', 'run.mjs'), path.relative(project, file), ...args]
  const env = { ...process.env, npm_lifecycle_event: 'start' }
  return more
    ? spawn(`"${command.join('" "')}"${more}`, { shell: true, env })
    : spawn(process.execPath, command.slice(1), { env })
}
