import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Deregistration, deregisterCommand, deregisterScript, revisionsAtOnce } from './deregister.ts'

const place = { account: '111122223333', region: 'eu-west-1' }
const web = (revision: number): Deregistration => ({ ...place, family: 'web', revision })
const many = Array.from({ length: revisionsAtOnce + 1 }, (_, index) => web(index + 1))

test('the command names region, family and revision', () => {
  expect(deregisterCommand(web(7))).toBe(
    'aws ecs deregister-task-definition --region eu-west-1 --task-definition web:7',
  )
})

test.each(['a b', '$(id)', '`id`', "a'b", 'a;b', 'a\nb', ''])('a family called %j gets into no command', (family) => {
  expect(deregisterCommand({ ...place, family, revision: 1 })).toBeUndefined()
  const script = deregisterScript([web(1), { ...place, family, revision: 987 }])
  expect(script).not.toContain('987')
  expect(script).toContain('Left out: 1')
})

describe('the script, run by a shell', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tidewaiter-deregister-'))
    const asked = path.join(folder, 'asked')
    const aws = `#!/bin/sh\nif [ "$1" = sts ]; then echo ${place.account}; else echo "$@" >> ${asked}; fi\n`
    writeFileSync(path.join(folder, 'aws'), aws)
    writeFileSync(path.join(folder, 'sleep'), '#!/bin/sh\n')
    for (const name of ['aws', 'sleep']) chmodSync(path.join(folder, name), 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (revisions: readonly Deregistration[], ...args: string[]) => {
    const asked = path.join(folder, 'asked')
    writeFileSync(asked, '')
    const { status, stderr } = spawnSync('sh', ['-s', ...args], {
      input: deregisterScript(revisions),
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    })
    const revisionsAsked = [...readFileSync(asked, 'utf8').matchAll(/--task-definition (\S+)/g)].map(([, one]) => one)
    return { status, stderr, asked: revisionsAsked }
  }

  test('does nothing without the number of a chunk', () => {
    expect(run(many)).toEqual({ status: 0, stderr: '', asked: [] })
  })

  test('asks for each revision of its chunk, and for no other', () => {
    expect(run(many, '1').asked).toEqual(many.slice(0, revisionsAtOnce).map(({ revision }) => `web:${revision}`))
    expect(run(many, '2').asked).toEqual([`web:${revisionsAtOnce + 1}`])
  })

  test('asks for nothing with credentials of another account', () => {
    const { status, stderr, asked } = run([{ ...web(1), account: '444455556666' }], '1')
    expect([status, asked]).toEqual([1, []])
    expect(stderr).toContain('Use credentials of account 444455556666.')
  })
})
