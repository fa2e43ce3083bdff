import { disconnect, pool } from '#lib/data/client.ts'
import { peakRssMb } from '../machine.ts'
import { outcomeOf } from './outcomes.ts'
import { count, insertAccount, storeTimed } from './scan.ts'

// The first scan of an account, in which everything fails. In a process of its own: its memory is that of storing alone.

export interface FreshOrder {
  findings: number
}

export interface Fresh {
  findings: number
  events: number
  tallied: number
  seconds: number
  peakRssMb: number
  /** COPY of the same rows into a table of the same shape and indexes, by table. */
  copySeconds: Record<(typeof tables)[number], number>
}

const tables = ['finding', 'outcome', 'finding_event'] as const
const { findings }: FreshOrder = JSON.parse(process.argv[2] ?? '')
await insertAccount()
const outcomes = Array.from({ length: findings }, (_, index) => outcomeOf(index, findings, 'fail'))
const { seconds } = await storeTimed(outcomes, new Date())
const fresh: Fresh = {
  findings: await count('select count(*) from finding'),
  events: await count('select count(*) from finding_event'),
  tallied: await count('select sum(count) from tally'),
  seconds,
  peakRssMb: peakRssMb(),
  copySeconds: {
    finding: await copySeconds('finding'),
    outcome: await copySeconds('outcome'),
    finding_event: await copySeconds('finding_event'),
  },
}
await disconnect()
console.log(JSON.stringify(fresh))

/** The server writes a file of its own and reads it again: no client takes part. */
async function copySeconds(table: (typeof tables)[number]): Promise<number> {
  const { rows } = await pool().query<{ file: string }>(
    `select setting || '/rows.copy' as file from pg_settings where name = 'data_directory'`,
  )
  const file = `'${rows[0]?.file.replaceAll("'", "''")}'`
  await pool().query(`create table copied (like ${table} including all)`)
  await pool().query(`copy (select * from ${table}) to ${file}`)
  const startedAt = performance.now()
  await pool().query(`copy copied from ${file}`)
  const seconds = (performance.now() - startedAt) / 1000
  await pool().query('drop table copied')
  return seconds
}
