import { spawn } from 'node:child_process'
import { createServer, request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rules } from '#lib/checks/questions.ts'
import { addAccount } from '#lib/data/accounts.ts'
import { pool } from '#lib/data/client.ts'
import { findScan } from '#lib/data/scans.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { reportFormats, writeReport } from '#lib/report/formats.ts'
import { scanReportSchema } from '#lib/report/scan-report.ts'
import { startScan } from '#lib/scan/start-scan.ts'
import { operator, production, setupSample } from '#lib/scan/testing/sample.ts'
import { databaseText } from '#lib/scan/testing/state.ts'
import { formsOf, plant, plantedValues } from './testing/planting.ts'

setupTestDatabase()
const secrets = plantedValues(220)
const aws = setupSample({ build: (options) => plant(secrets, options) })
const places = new Map<string, string>()

beforeAll(async () => {
  const { alias, roleArn, externalId } = aws.account(production)
  await addAccount(operator, { id: production, alias, kind: 'role', roleArn, externalId })
})

afterAll(() => {
  console.info(`searched ${places.size} places for ${secrets.length} planted values in all their forms`)
})

interface Program {
  texts: { out: string; err: string }
  ended: Promise<number | null>
  stop(): void
}

/** Starts a program of ours that says all it can, and keeps what it says. */
function start(file: string, args: readonly string[] = [], endpoint = aws.url()): Program {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file), ...args], {
    env: { ...process.env, LOG_LEVEL: 'trace', NODE_DEBUG: '', AWS_ENDPOINT_URL: endpoint },
  })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  return { texts, ended: promise, stop: () => void child.kill('SIGTERM') }
}

/** Runs the command line to its end. */
async function cli(args: readonly string[], endpoint?: string): Promise<Program['texts'] & { code: number | null }> {
  const { roleArn, externalId } = aws.account(production)
  const role = ['--role-arn', roleArn, '--external-id', externalId]
  const { texts, ended } = start('tidewaiter.ts', [...args, ...role], endpoint)
  return { code: await ended, ...texts }
}

/** Every form of every value by its first eight characters: one walk through a text finds them all. */
const forms = Map.groupBy(
  secrets.flatMap(({ value, at }) => formsOf(value).map((form) => ({ form, at }))),
  ({ form }) => form.slice(0, 8),
)

/** Where the values that stand in the text were planted. */
function leaksIn(text: string): Set<string> {
  const found = new Set<string>()
  for (let position = 0; position + 8 <= text.length; position++) {
    for (const { form, at } of forms.get(text.slice(position, position + 8)) ?? []) {
      if (text.startsWith(form, position)) found.add(at)
    }
  }
  return found
}

/** No planted value stands in the text, in no form. */
function expectNone(place: string, text: string): void {
  places.set(place, text)
  expect(text.length, `${place} is empty`).toBeGreaterThan(0)
  expect([...leaksIn(text)], place).toEqual([])
}

test('a value that leaks is found in whatever form it stands', () => {
  const [secret] = secrets
  if (!secret) throw new Error('no secret was planted')
  const { value } = secret
  const forms = [value, Buffer.from(`user:${value}`).toString('base64'), encodeURIComponent(value)]
  const reversed = [...value].reverse().join('')
  for (const text of [...forms, JSON.stringify({ value }), reversed, Buffer.from(value).toString('hex')]) {
    expect(
      formsOf(value).some((form) => text.includes(form)),
      text,
    ).toBe(true)
  }
})

test('a scan by the dashboard leaves no secret in the database, its queues or the log', async () => {
  const worker = start('worker.ts')
  const scan = await startScan(operator, production)
  await expect
    .poll(async () => (await findScan(operator, scan))?.state, { timeout: 120_000, interval: 250 })
    .toBe('done')
  worker.stop()
  await worker.ended
  const dump = await databaseText()
  expect(dump).toContain('admin-portal')
  expectNone('database', dump)
  const { rows } = await pool().query<{ row: string }>('select t::text as row from pgboss.job t')
  expectNone('queues', rows.map(({ row }) => row).join('\n') || '(no message left)')
  expectNone('log of the worker', worker.texts.out + worker.texts.err)
  const found = await pool().query(`select 1 from finding where check_id = 'scr-no-plaintext-env' and state = 'open'`)
  expect(found.rowCount).toBeGreaterThan(10)
}, 180_000)

test('a report holds no secret in any format, nor does what is said beside it', async () => {
  const { code, out, err } = await cli(['scan', '--format', 'json', '--region', 'us-east-1'])
  expect(code).toBe(0)
  expectNone('standard error of a scan', err)
  const report = scanReportSchema.parse(JSON.parse(out))
  for (const format of reportFormats) {
    expectNone(`report ${format}`, writeReport(format, report, { checks: rules, width: 160 }))
  }
}, 120_000)

/** An AWS that spoils answers of one action: they echo a secret, in an error or in a body that is no JSON. */
async function spoiling(target: string, answer: (body: string) => { status: number; body: string }): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const spoiled = String(incoming.headers['x-amz-target']).endsWith(target)
    const { host: _, ...headers } = incoming.headers
    const forward = request(aws.url() + (incoming.url ?? ''), { method: incoming.method, headers }, (reply) => {
      if (!spoiled) {
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers)
        reply.pipe(outgoing)
        return
      }
      let body = ''
      reply.on('data', (chunk) => {
        body += chunk
      })
      reply.on('end', () => {
        const { status, body: text } = answer(body)
        outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        outgoing.end(text)
      })
    })
    incoming.pipe(forward)
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  spoilers.push(server)
  const address = server.address()
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
}
const spoilers: ReturnType<typeof createServer>[] = []
afterAll(() => {
  for (const server of spoilers) server.close()
})

const echo = secrets.map(({ value }) => value).join(' ')
test.each([
  ['no JSON at all', (body: string) => ({ status: 200, body: `${echo} ${body}` })],
  ['errors that echo them', () => ({ status: 400, body: JSON.stringify({ __type: echo, message: echo }) })],
])(
  'answers that are %s leave no secret in the database, the report or the log',
  async (what, answer) => {
    const endpoint = await spoiling('.DescribeTaskDefinition', answer)
    const { code, out, err } = await cli(['scan', '--store', '--format', 'json', '--region', 'us-east-1'], endpoint)
    expect([0, 3]).toContain(code)
    expectNone(`report after ${what}`, out)
    expectNone(`standard error after ${what}`, err)
    expectNone(`database after ${what}`, await databaseText())
  },
  180_000,
)

test('a role that cannot be assumed is explained without what AWS said', async () => {
  const endpoint = await spoiling('undefined', () => ({ status: 400, body: echo }))
  const { code, out, err } = await cli(['scan', '--region', 'us-east-1'], endpoint)
  expect(code).toBe(1)
  expectNone('refusal', out + err)
}, 60_000)

test('a store that fails says nothing of what it was to keep', async () => {
  await pool().query('alter table api_call add constraint refuses_all check (false) not valid')
  const { code, out, err } = await cli(['scan', '--store', '--region', 'eu-west-1'])
  await pool().query('alter table api_call drop constraint refuses_all')
  expect(code).toBe(1)
  expectNone('failed store', out + err)
  expectNone('database after a failed store', await databaseText())
}, 120_000)
