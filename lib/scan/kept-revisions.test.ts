import { beforeAll, describe, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { planted } from '#simulator/estates/sample/planted-secrets.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { operator, production, setupSample } from './testing/sample.ts'

setupTestDatabase()
const aws = setupSample()

const scan = () => scanIntoDatabase(operator, { role: aws.account(production) })
/** Revisions asked for; on a busy machine an answer may come too late and be asked for again. */
const described = ({ calls }: ScanReport) =>
  (calls.entries ?? [])
    .filter(({ action }) => action === 'ecs:DescribeTaskDefinition')
    .reduce((sum, { count, retried }) => sum + count - retried, 0)
const judged = ({ results }: ScanReport) =>
  results.map(({ fingerprint, status, message }) => ({ fingerprint, status, message }))

describe('revisions that a scan has read', () => {
  let first: ScanReport
  beforeAll(async () => {
    first = await scan()
  }, 60_000)

  test('are kept, every one', async () => {
    expect(described(first)).toBeGreaterThan(20)
    const { rows } = await pool().query('select count(*)::int as kept from task_definition_revision')
    expect(rows).toEqual([{ kept: described(first) }])
  })

  test('are not described again, and judged the same', async () => {
    const again = await scan()
    expect(described(again)).toBe(0)
    expect(again.calls.byAction['tag:GetResources']?.count).toBeGreaterThan(0)
    expect(judged(again)).toEqual(judged(first))
  }, 60_000)

  test('that are missing are described, and only those', async () => {
    await pool().query(
      'delete from task_definition_revision where arn = (select min(arn) from task_definition_revision)',
    )
    expect(described(await scan())).toBe(1)
  }, 60_000)

  test('are read again once the digest key is another', async () => {
    await pool().query(`update installation set digest_key = 'another key'`)
    expect(described(await scan())).toBe(described(first))
    expect(described(await scan())).toBe(0)
  }, 60_000)

  test('hold no secret of the estate', async () => {
    const { rows } = await pool().query<{ text: string }>(
      'select definition::text as text from task_definition_revision',
    )
    const kept = rows.map(({ text }) => text).join('\n')
    expect(kept).toContain('admin-portal')
    const lines = (secret: string) => secret.split('\n').filter((line) => !line.startsWith('-----'))
    const leaked = Object.entries(planted).filter(([, secret]) => lines(secret).some((line) => kept.includes(line)))
    expect(leaked.map(([name]) => name)).toEqual([])
  })
})
