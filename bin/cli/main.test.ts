import { afterEach, describe, expect, test, vi } from 'vitest'
import { commands } from './commands.ts'
import { main } from './main.ts'

/** Runs a command line in this process. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest) => {
    texts.out += chunk
    for (const callback of rest) if (typeof callback === 'function') callback()
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    texts.err += chunk
    return true
  })
  return { code: await main(args, commands), ...texts }
}

afterEach(() => vi.restoreAllMocks())

describe('what was typed wrong is said in one sentence, with code 1:', () => {
  test.each([
    [
      'an unknown flag',
      ['scan', '--regoin', 'eu-west-1'],
      /^Unknown flag '--regoin': see "npx tidewaiter scan --help"\.$/,
    ],
    ['an unknown command', ['scna'], /^Unknown command "scna": see "npx tidewaiter --help"\.$/],
    ['an unknown check', ['checks', 'net-nothing'], /^Unknown check "net-nothing"/],
    ['a severity that is none', ['scan', '--fail-on', 'bad'], /^--fail-on takes critical, high/],
    ['a format that is none', ['scan', '--format', 'xml'], /^--format takes table, json/],
    ['a flag without its value', ['scan', '--region'], /--region.* argument missing/],
    ['a word too many', ['scan', 'everything'], /^"everything" is not a flag of scan/],
    ['an external id without a role', ['scan', '--external-id', 'x'], /^--external-id belongs to a role/],
    ['an estate that is none', ['simulate', '--estate', 'moon'], /^--estate takes sample, .* not "moon"\.$/],
    ['a port that is none', ['simulate', '--port', '99999'], /^--port takes a whole number from 0 to 65535/],
    ['a fault that is none', ['simulate', '--fault', 'rain'], /^--fault takes KIND/],
    ['a fault that never strikes', ['simulate', '--fault', '500:ecs:ListTasks:0'], /^--fault takes KIND/],
    ['a fault of no action', ['simulate', '--fault', '500:ecs:NoSuch'], /^--fault takes an action .* not "ecs:NoSuch"/],
    ['a denial of no action', ['simulate', '--deny', 'ecs:NoSuch'], /^--deny takes an action .* not "ecs:NoSuch"/],
    ['a time that is none', ['simulate', '--now', 'soon'], /^--now takes a time such as/],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await run(...args)
    expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
    expect(err.trimEnd()).toMatch(sentence)
  })
})

describe.each(commands.map(({ name }) => name))('%s', (name) => {
  test('knows --help', async () => {
    const { code, out, err } = await run(name, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.startsWith(`Usage: npx tidewaiter ${name}`)).toBe(true)
  })

  test('knows --version', async () => {
    expect(await run(name, '--version')).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' })
  })
})

test('without a command all are listed', async () => {
  const { code, out } = await run()
  expect(code).toBe(0)
  for (const { name } of commands) expect(out).toContain(`\n  ${name} `)
})

test('checks is JSON with every check, or the ones that were named', async () => {
  expect(JSON.parse((await run('checks', 'net-task-public-ip')).out)).toMatchObject([{ id: 'net-task-public-ip' }])
})

test('policy prints the role in the form that was asked for', async () => {
  expect(JSON.parse((await run('policy')).out)).toBeTruthy()
  expect((await run('policy', '--format', 'cloudformation')).out).toContain('AWS::IAM::Role')
  expect((await run('policy', '--format', 'terraform')).out).toContain('resource "aws_iam_role"')
})
