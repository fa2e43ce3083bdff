import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { inTransaction } from '../transaction.ts'
import { Forbidden, requirePermission, type Viewer } from '../viewer.ts'
import { type FileKind, fileName, requireFileKind } from './file-kind.ts'
import { reachOf, requireReach } from './reach.ts'

/** A file as somebody sent it. */
export interface GivenFile {
  name: string
  bytes: Buffer
}

const mostFiles = 20

/** Adds evidence to an answer that waits for review; only who signed it may. */
export async function addFile(viewer: Viewer, attestation: number, file: GivenFile): Promise<void> {
  requirePermission(viewer, 'attest')
  const reach = await reachOf(viewer, attestation)
  requireReach(viewer, reach)
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ state: string; signed_by: string; files: number }>(
      `select state, signed_by, (select count(*)::int from attestation_file where attestation = a.id) as files
       from attestation a where id = $1 for update`,
      [attestation],
    )
    const [found] = rows
    if (found?.signed_by !== viewer.userId) throw new Forbidden('Only who signed an answer may add evidence to it.')
    if (found.state !== 'pending') {
      throw new InvalidInput('The answer was reviewed: sign it anew to add evidence.')
    }
    if (found.files >= mostFiles) throw new InvalidInput(`An answer takes ${mostFiles} files at most.`)
    const kept = await insertFile(client, viewer, attestation, file)
    await appendAudit(client, viewer, {
      verb: 'attestation.evidence',
      target: `attestation/A-${attestation}`,
      account: reach.account,
      after: kept,
    })
  })
}

/** @returns what the audit log says of it */
export async function insertFile(client: PoolClient, viewer: Viewer, attestation: number, { name, bytes }: GivenFile) {
  const kind = requireFileKind(name, bytes)
  const kept = {
    name: fileName(name),
    kind,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  await client.query(
    `insert into attestation_file (attestation, name, kind, size, sha256, data, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [attestation, kept.name, kind, kept.size, kept.sha256, bytes, viewer.userId],
  )
  return kept
}

/** A file with its bytes; undefined when there is none that the viewer may see, or retention has removed it. */
export async function readFile(
  viewer: Viewer,
  attestation: number,
  id: number,
): Promise<{ name: string; kind: FileKind; bytes: Buffer } | undefined> {
  const reach = await reachOf(viewer, attestation).catch((error) => {
    if (error instanceof InvalidInput) return undefined
    throw error
  })
  if (!reach) return undefined
  const { rows } = await pool().query<{ name: string; kind: FileKind; bytes: Buffer }>(
    'select name, kind, data as bytes from attestation_file where id = $1 and attestation = $2 and data is not null',
    [id, attestation],
  )
  return rows[0]
}
