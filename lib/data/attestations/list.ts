import { pool } from '../client.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FileKind } from './file-kind.ts'
import { visible } from './reach.ts'

/** `ending` are those valid ones whose time is over within 30 days. */
export const attestationTabs = ['pending', 'valid', 'ending', 'ended'] as const
export type AttestationTab = (typeof attestationTabs)[number]

export interface AttestationRow {
  id: number
  check: string
  state: 'pending' | 'valid' | 'declined' | 'ended'
  yes: boolean
  statement: string
  /** Absent: all accounts. */
  account?: { id: string; alias: string }
  /** Absent: every subject of the scope that is asked the same. */
  subject?: { fingerprint: string; name: string }
  /** People as they were called then; times ISO 8601. */
  signed: { by: string; name: string; at: string }
  reviewed?: { by: string; name: string; at: string; note: string }
  until: string
  ended?: { at: string; reason: string }
}

export interface AttestationFileRow {
  id: number
  name: string
  kind: FileKind
  /** Bytes. */
  size: number
  sha256: string
  addedAt: string
  /** Its bytes were removed when they were no longer to be kept. */
  removedAt?: string
}

export interface AttestationDetail extends AttestationRow {
  comment: string
  links: string[]
  files: AttestationFileRow[]
  /** Of the subjects it was signed for, those that the viewer may see; the names of the first. */
  subjects: { count: number; names: string[] }
}

export interface AttestationFilter {
  tab?: AttestationTab
  check?: string
  /** Those that are, or were, about this subject. */
  fingerprint?: string
  accounts?: readonly string[]
}

const endingWithin = `interval '30 days'`
const mostNames = 50

const tabs: Readonly<Record<AttestationTab, string>> = {
  pending: `a.state = 'pending' and a.expires_at > now()`,
  valid: `a.state = 'valid' and a.expires_at > now()`,
  ending: `a.state = 'valid' and a.expires_at > now() and a.expires_at <= now() + ${endingWithin}`,
  ended: `(a.state in ('ended', 'declined') or a.expires_at <= now())`,
}

const columns = `a.id, a.check_id, a.yes, a.statement, a.account, n.alias, a.fingerprint, a.subject_name, a.signed_by,
  a.signed_name, a.signed_at, a.expires_at, a.reviewed_by, a.reviewed_name, a.reviewed_at, a.review_note, a.ended_at,
  a.ended_reason, a.comment, a.links,
  case when a.state in ('pending', 'valid') and a.expires_at <= now() then 'ended' else a.state::text end as state`

/** The newest first. */
export async function listAttestations(
  viewer: Viewer,
  filter: AttestationFilter = {},
  request: PageRequest = {},
): Promise<Page<AttestationRow>> {
  const sql = binder()
  const page = keyset(sql, [{ sql: 'a.id', type: 'int' }], request, true)
  const { tab, check, fingerprint, accounts } = filter
  const subject = fingerprint && sql.bind(fingerprint)
  const where = all([
    visible(sql, viewer),
    within(sql, viewer, accounts),
    tab && tabs[tab],
    check && `a.check_id = ${sql.bind(check)}`,
    subject &&
      `(a.fingerprint = ${subject} or exists (select from attested_subject s where s.attestation = a.id and s.fingerprint = ${subject}))`,
    page.where,
  ])
  const { rows } = await pool().query(
    `select ${columns}, ${page.place} from attestation a left join aws_account n on n.id = a.account
     where ${where} order by ${page.orderBy} limit ${page.limit}`,
    sql.values,
  )
  return pageOf(rows, request, (row) => rowOf(viewer, row))
}

/** How many there are of each tab. */
export async function countAttestations(
  viewer: Viewer,
  accounts?: readonly string[],
): Promise<Record<AttestationTab, number>> {
  const sql = binder()
  const where = all([visible(sql, viewer), within(sql, viewer, accounts)])
  const { rows } = await pool().query<Record<AttestationTab, number>>(
    `select ${attestationTabs.map((tab) => `(count(*) filter (where ${tabs[tab]}))::int as ${tab}`).join(', ')}
     from attestation a where ${where}`,
    sql.values,
  )
  const [row] = rows
  if (!row) throw new Error('an aggregate has one row')
  return row
}

export async function findAttestation(viewer: Viewer, id: number): Promise<AttestationDetail | undefined> {
  const sql = binder()
  const where = all([`a.id = ${sql.bind(id)}`, visible(sql, viewer)])
  const { rows } = await pool().query(
    `select ${columns} from attestation a left join aws_account n on n.id = a.account where ${where}`,
    sql.values,
  )
  const [row] = rows
  if (!row) return undefined
  const [files, subjects] = await Promise.all([readFiles(id), readSubjects(viewer, id)])
  return { ...rowOf(viewer, row), comment: row.comment, links: row.links, files, subjects }
}

/** Answers for all accounts are about each of them. */
function within(sql: Binder, viewer: Viewer, accounts: readonly string[] | undefined): string | undefined {
  return accounts && `(a.account is null or ${oneOf(sql, 'a.account', visibleAccounts(viewer, accounts))})`
}

async function readFiles(id: number): Promise<AttestationFileRow[]> {
  const { rows } = await pool().query(
    `select id, name, kind, size, sha256, added_at, removed_at from attestation_file where attestation = $1 order by id`,
    [id],
  )
  return rows.map(({ added_at, removed_at, ...file }) => ({
    ...file,
    addedAt: added_at.toISOString(),
    ...(removed_at && { removedAt: removed_at.toISOString() }),
  }))
}

async function readSubjects(viewer: Viewer, id: number): Promise<AttestationDetail['subjects']> {
  const sql = binder()
  const where = all([`s.attestation = ${sql.bind(id)}`, oneOf(sql, 's.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<{ count: number; names: string[] | null }>(
    `select count(*)::int as count, (array_agg(coalesce(o.subject_name, 'gone') order by o.subject_name))[:${mostNames}] as names
     from attested_subject s left join outcome o on o.fingerprint = s.fingerprint where ${where}`,
    sql.values,
  )
  return { count: rows[0]?.count ?? 0, names: rows[0]?.names ?? [] }
}

interface RawAttestation {
  id: number
  check_id: string
  yes: boolean
  statement: string
  account: string | null
  alias: string | null
  fingerprint: string | null
  subject_name: string | null
  signed_by: string
  signed_name: string
  signed_at: Date
  expires_at: Date
  reviewed_by: string | null
  reviewed_name: string | null
  reviewed_at: Date | null
  review_note: string | null
  ended_at: Date | null
  ended_reason: string | null
  state: AttestationRow['state']
}

function rowOf(viewer: Viewer, raw: RawAttestation): AttestationRow {
  const { reviewed_by, reviewed_name, reviewed_at } = raw
  return {
    id: raw.id,
    check: raw.check_id,
    state: raw.state,
    yes: raw.yes,
    statement: raw.statement,
    ...(raw.account !== null && { account: { id: raw.account, alias: raw.alias ?? raw.account } }),
    ...(raw.fingerprint !== null && { subject: { fingerprint: raw.fingerprint, name: raw.subject_name ?? '' } }),
    signed: { by: raw.signed_by, name: raw.signed_name, at: raw.signed_at.toISOString() },
    ...(reviewed_by !== null &&
      reviewed_at && {
        reviewed: {
          by: reviewed_by,
          name: reviewed_name ?? reviewed_by,
          at: reviewed_at.toISOString(),
          note: raw.review_note ?? '',
        },
      }),
    until: raw.expires_at.toISOString(),
    ...(raw.state === 'ended' && { ended: endOf(viewer, raw) }),
  }
}

/** Why an answer for all accounts ended may name a subject of an account that the viewer does not see. */
function endOf(viewer: Viewer, { account, ended_at, ended_reason, expires_at }: RawAttestation) {
  const isHidden = account === null && viewer.accounts !== 'all'
  return {
    at: (ended_at ?? expires_at).toISOString(),
    reason: isHidden ? 'It ended.' : (ended_reason ?? 'Its time was over.'),
  }
}
