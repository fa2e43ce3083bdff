import { randomBytes } from 'node:crypto'
import type { Grade } from '#lib/score/score.ts'
import { roundDown } from '#lib/score/score.ts'
import { appendAudit } from './audit.ts'
import { pool } from './client.ts'
import { InvalidInput } from './invalid.ts'
import { all, binder, oneOf } from './sql.ts'
import type { Cells } from './tally/cells.ts'
import { countCells } from './tally/count.ts'
import { currentCells } from './tally/current.ts'
import { inTransaction } from './transaction.ts'
import { can, requireAccount, requirePermission, type Viewer, visibleAccounts } from './viewer.ts'

export type AccountKind = 'role' | 'server-credentials'

export interface AccountRow {
  /** 12 digits. */
  id: string
  alias: string
  partition: string
  kind: AccountKind
  roleArn?: string
  paused: boolean
  /** new: never verified. ready: it answered last time. failing: it did not, and `lastError` says why. */
  state: 'new' | 'ready' | 'failing'
  /** Empty: every enabled region. */
  regions: string[]
  /** Tags that hold for resources without them: environment, criticality, data-classification, compliance. */
  defaultTags: Record<string, string>
  /** ISO 8601. */
  createdAt: string
  verifiedAt?: string
  /** One sentence. */
  lastError?: string
  lastScan?: { id: number; at: string }
  /** Of the latest finished scan, rounded down. */
  score?: number
  grade?: Grade
  coverage?: number
  open: { critical: number; high: number; total: number }
}

export interface AccountDetail extends AccountRow {
  /** Made by the server, for the role's trust policy. Only for those who manage accounts. */
  externalId?: string
}

export interface NewAccount {
  id: string
  alias: string
  kind: AccountKind
  partition?: string
  roleArn?: string
  /** For programs that know the id a role was made with; made by the server when absent. */
  externalId?: string
  regions?: readonly string[]
  defaultTags?: Readonly<Record<string, string>>
}

export type AccountChange = Partial<Pick<NewAccount, 'alias' | 'roleArn' | 'regions' | 'defaultTags'>>

/** By alias. */
export async function listAccounts(viewer: Viewer): Promise<AccountRow[]> {
  return (await readAccounts(viewer)).map(({ externalId: _, ...account }) => account)
}

/** Undefined when there is none that the viewer may see. */
export async function findAccount(viewer: Viewer, id: string): Promise<AccountDetail | undefined> {
  const [account] = await readAccounts(viewer, [id])
  if (!account || can(viewer, 'manage-accounts')) return account
  const { externalId: _, ...rest } = account
  return rest
}

/** Makes the external id. Throws InvalidInput when the account is there already or the role is not its own. */
export async function addAccount(viewer: Viewer, account: NewAccount): Promise<AccountDetail> {
  requirePermission(viewer, 'manage-accounts')
  requireAccount(viewer, account.id)
  requireValid(account)
  const { externalId: given, ...stated } = account
  const externalId = account.kind === 'role' ? (given ?? newExternalId()) : null
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `insert into aws_account (id, alias, partition, kind, role_arn, external_id, regions, default_tags)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        account.id,
        account.alias,
        account.partition ?? partitionOf(account.roleArn),
        account.kind,
        account.roleArn,
        externalId,
        account.regions ?? [],
        account.defaultTags ?? {},
      ],
    )
    if (rowCount === 0)
      throw new InvalidInput(`Account ${account.id} was added before: open it in the list of accounts.`)
    await appendAudit(client, viewer, {
      verb: 'account.add',
      target: `account/${account.id}`,
      account: account.id,
      after: stated,
    })
  })
  return requireFound(await findAccount(viewer, account.id), account.id)
}

export async function updateAccount(viewer: Viewer, id: string, change: AccountChange): Promise<AccountDetail> {
  requirePermission(viewer, 'manage-accounts')
  const before = requireFound(await findAccount(viewer, id), id)
  const { alias, kind, roleArn, regions, defaultTags } = { ...before, ...change }
  requireValid({ id, alias, kind, roleArn })
  await inTransaction(async (client) => {
    await client.query(
      'update aws_account set alias = $2, role_arn = $3, regions = $4, default_tags = $5 where id = $1',
      [id, alias, roleArn, regions, defaultTags],
    )
    const { alias: oldAlias, roleArn: oldRole, regions: oldRegions, defaultTags: oldTags } = before
    await appendAudit(client, viewer, {
      verb: 'account.change',
      target: `account/${id}`,
      account: id,
      before: { alias: oldAlias, roleArn: oldRole, regions: oldRegions, defaultTags: oldTags },
      after: { alias, roleArn, regions, defaultTags },
    })
  })
  return requireFound(await findAccount(viewer, id), id)
}

/** A paused account is not scanned; its findings stay. */
export async function setPaused(viewer: Viewer, id: string, paused: boolean): Promise<void> {
  requirePermission(viewer, 'manage-accounts')
  requireFound(await findAccount(viewer, id), id)
  await inTransaction(async (client) => {
    await client.query('update aws_account set paused = $2 where id = $1', [id, paused])
    const verb = paused ? 'account.pause' : 'account.resume'
    await appendAudit(client, viewer, { verb, target: `account/${id}`, account: id })
  })
}

/** Notes what verifying found: nothing wrong, or one sentence. */
export async function recordVerification(viewer: Viewer, id: string, error?: string): Promise<void> {
  requirePermission(viewer, 'manage-accounts')
  requireFound(await findAccount(viewer, id), id)
  await inTransaction(async (client) => {
    await client.query(
      `update aws_account set last_error = $2, verified_at = case when $2::text is null then now() else verified_at end
       where id = $1`,
      [id, error],
    )
    await appendAudit(client, viewer, {
      verb: 'account.verify',
      target: `account/${id}`,
      account: id,
      after: error ? { error } : { verified: true },
    })
  })
}

/** Tables without a reference to the account that would delete their rows. */
const tablesOfAccounts = [
  'finding',
  'outcome',
  'tally',
  'resource',
  'task_definition_revision',
  'revision_count',
  'rate_bucket',
]

/** Deletes the account and everything known about it. The audit log keeps that it was there. */
export async function deleteAccount(viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'manage-accounts')
  const account = requireFound(await findAccount(viewer, id), id)
  await inTransaction(async (client) => {
    await client.query('select 1 from aws_account where id = $1 for update', [id])
    await client.query('delete from finding_event where finding in (select number from finding where account = $1)', [
      id,
    ])
    await client.query('delete from api_call where scan in (select id from scan where account = $1)', [id])
    for (const table of tablesOfAccounts) {
      await client.query(`delete from ${table} where account = $1`, [id])
    }
    await client.query('delete from aws_account where id = $1', [id])
    await appendAudit(client, viewer, {
      verb: 'account.delete',
      target: `account/${id}`,
      account: id,
      before: { alias: account.alias, kind: account.kind, roleArn: account.roleArn },
    })
  })
}

function newExternalId(): string {
  return `tidewaiter-${randomBytes(18).toString('base64url')}`
}

function requireFound<T>(account: T | undefined, id: string): T {
  if (account === undefined) throw new InvalidInput(`There is no account ${id}: add it first.`)
  return account
}

function requireValid({ id, alias, kind, roleArn }: Pick<NewAccount, 'id' | 'alias' | 'kind' | 'roleArn'>): void {
  if (!/^\d{12}$/.test(id)) throw new InvalidInput('An AWS account id has 12 digits: correct it.')
  if (alias.trim() === '') throw new InvalidInput('An account needs a name: give it one.')
  if (kind === 'server-credentials') return
  const owner = /^arn:aws[a-z-]*:iam::(\d{12}):role\/\S+$/.exec(roleArn ?? '')?.[1]
  if (!owner) throw new InvalidInput('A role ARN looks like arn:aws:iam::123456789012:role/TidewaiterRead: correct it.')
  if (owner !== id) throw new InvalidInput(`The role belongs to account ${owner}, not to ${id}: correct one of them.`)
}

function partitionOf(roleArn: string | undefined): string {
  return roleArn?.split(':')[1] ?? 'aws'
}

async function readAccounts(viewer: Viewer, ids?: readonly string[]): Promise<AccountDetail[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'a.id', visibleAccounts(viewer, ids))])
  const { rows } = await pool().query(
    `select a.*, s.finished_at, s.score, s.grade, s.coverage
     from aws_account a left join scan s on s.id = a.last_scan where ${where} order by a.alias, a.id`,
    sql.values,
  )
  const open = await currentCells('open', visibleAccounts(viewer, ids))
  return rows.map((row) => ({
    id: row.id,
    alias: row.alias,
    partition: row.partition,
    kind: row.kind,
    ...(row.role_arn && { roleArn: row.role_arn }),
    ...(row.external_id && { externalId: row.external_id }),
    paused: row.paused,
    state: row.last_error ? 'failing' : row.verified_at ? 'ready' : 'new',
    regions: row.regions,
    defaultTags: row.default_tags,
    createdAt: row.created_at.toISOString(),
    ...(row.verified_at && { verifiedAt: row.verified_at.toISOString() }),
    ...(row.last_error && { lastError: row.last_error }),
    ...(row.last_scan && { lastScan: { id: row.last_scan, at: row.finished_at.toISOString() } }),
    ...(row.score !== null && { score: roundDown(row.score) }),
    ...(row.grade && { grade: row.grade }),
    ...(row.coverage !== null && { coverage: roundDown(row.coverage) }),
    open: openIn(row.id, open.get(row.id)),
  }))
}

/** @param cells undefined before its first scan */
function openIn(account: string, cells: Cells | undefined): AccountRow['open'] {
  if (!cells) return { critical: 0, high: 0, total: 0 }
  const { total, values } = countCells(new Map([[account, cells]]), {})
  return { critical: values.severity.get('critical') ?? 0, high: values.severity.get('high') ?? 0, total }
}
