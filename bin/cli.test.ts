import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { scanReportSchema } from '#lib/report/scan-report.ts'
import { setupSample } from '#lib/scan/testing/sample.ts'
import { planted } from '#simulator/estates/sample/planted-secrets.ts'
import { type Environment, type Run, runCommandLine } from './testing/command-line.ts'

const production = '111122223333'
const aws = setupSample()
let role: string[]

beforeAll(() => {
  const { roleArn, externalId } = aws.account(production)
  role = ['--role-arn', roleArn, '--external-id', externalId]
})

const tidewaiter = (args: readonly string[], env?: Environment) => runCommandLine(aws.url(), args, env)

const withoutCredentials = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }

/** One sentence on standard error, nothing on standard output, code 1. */
function expectRefusal({ code, out, err }: Run, sentence: RegExp): void {
  expect({ code, out }).toEqual({ code: 1, out: '' })
  const lines = err
    .trimEnd()
    .split('\n')
    .filter((line) => !/^(Reading|Read) /.test(line))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(sentence)
}

async function takenPort(): Promise<number> {
  const server = createServer()
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  onTestFinished(() => void server.close())
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidewaiter-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('scan', () => {
  test('prints the report alone on standard output, and no secret of the estate anywhere', async () => {
    const { code, out, err } = await tidewaiter(['scan', ...role, '--format', 'json'])
    const report = scanReportSchema.parse(JSON.parse(out))
    expect(code).toBe(0)
    expect(report).toMatchObject({ account: production, regions: ['eu-west-1', 'us-east-1'] })
    expect(err).toContain('Reading us-east-1')
    const leaked = Object.entries(planted).filter(([, secret]) =>
      secret.split('\n').some((line) => !line.startsWith('-----') && (out.includes(line) || err.includes(line))),
    )
    expect(leaked.map(([name]) => name)).toEqual([])
  })

  test('has a result for every check', async () => {
    const report = JSON.parse((await tidewaiter(['scan', ...role, '--format', 'json'])).out)
    const { out } = await tidewaiter(['checks'])
    const ids = JSON.parse(out).map((check: { id: string }) => check.id)
    expect([...new Set(report.results.map((result: { check: string }) => result.check))].sort()).toEqual(ids.sort())
  })

  test('ends with 2 when something at or above --fail-on fails, and with 0 without it', async () => {
    const [strict, lax] = await Promise.all([
      tidewaiter(['scan', ...role, '--region', 'us-east-1', '--fail-on', 'critical']),
      tidewaiter(['scan', ...role, '--region', 'us-east-1']),
    ])
    expect([strict.code, lax.code]).toEqual([2, 0])
  })

  test('writes to --output and leaves standard output empty', async () => {
    const file = path.join(await temporaryFolder(), 'report.csv')
    const { code, out } = await tidewaiter([
      'scan',
      ...role,
      '--format',
      'csv',
      '--output',
      file,
      '--region',
      'us-east-1',
    ])
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(await readFile(file, 'utf8')).toMatch(/^\uFEFF?check,status,/)
  })

  test('uses the credentials of the shell without a role', async () => {
    const { out } = await tidewaiter(['scan', '--format', 'json', '--region', 'eu-west-1,us-east-1'])
    expect(JSON.parse(out)).toMatchObject({ account: production, regions: ['eu-west-1', 'us-east-1'] })
  })

  test('without --region follows AWS_REGION', async () => {
    const { out } = await tidewaiter(['scan', ...role, '--format', 'json'], { AWS_REGION: 'eu-west-1' })
    expect(JSON.parse(out).regions).toEqual(['eu-west-1'])
  })
})

describe('what cannot be scanned is said in one sentence, with code 1:', () => {
  test('no credentials', async () => {
    expectRefusal(await tidewaiter(['scan'], withoutCredentials), /^No AWS credentials were found: .*\.$/)
  })

  test('a wrong role ARN', async () => {
    expectRefusal(await tidewaiter(['scan', '--role-arn', 'nonsense', '--external-id', 'abc']), /not the ARN of a role/)
  })

  test('a role that does not exist', async () => {
    const arn = `arn:aws:iam::${production}:role/nobody`
    expectRefusal(await tidewaiter(['scan', '--role-arn', arn, '--external-id', 'abc']), /^AWS refuses the role/)
  })

  test('a missing external id', async () => {
    expectRefusal(await tidewaiter(['scan', ...role.slice(0, 2)]), /--role-arn needs --external-id/)
  })

  test('a wrong external id', async () => {
    expectRefusal(await tidewaiter(['scan', ...role.slice(0, 3), 'not-the-one']), /^AWS refuses the role/)
  })

  test('an endpoint that does not answer', async () => {
    const unreachable = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }
    expectRefusal(await tidewaiter(['scan'], unreachable), /^AWS cannot be reached at http:\/\/127\.0\.0\.1:9/)
  }, 60_000)

  test('a region the account has not enabled', async () => {
    expectRefusal(await tidewaiter(['scan', ...role, '--region', 'ap-south-2']), /has not enabled ap-south-2/)
  })

  test('a file that cannot be written', async () => {
    const { code, err } = await tidewaiter([
      'scan',
      ...role,
      '--region',
      'us-east-1',
      '--output',
      '/nonexistent/report',
    ])
    expect(code).toBe(1)
    expect(err).toContain('The file /nonexistent/report cannot be written (ENOENT)')
  })

  test('a data folder that cannot be written', async () => {
    const file = path.join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    const blocked = { TIDEWAITER_DATA_DIR: file, DATABASE_URL: undefined }
    expectRefusal(await tidewaiter(['scan', ...role, '--store'], blocked), /^The data folder .* cannot be written/)
  })

  test('a database that does not answer', async () => {
    const lost = { DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none' }
    expectRefusal(
      await tidewaiter(['scan', ...role, '--store'], lost),
      /^The database in DATABASE_URL at 127\.0\.0\.1:9/,
    )
  })

  test('a port in use', async () => {
    const port = await takenPort()
    expectRefusal(await tidewaiter(['simulate', '--port', String(port)]), new RegExp(`^Port ${port} is in use`))
  })
})
