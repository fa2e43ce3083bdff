import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  addAccount,
  deleteAccount,
  findAccount,
  listAccounts,
  recordVerification,
  setPaused,
  updateAccount,
} from './accounts.ts'
import { addFile, readFile } from './attestations/files.ts'
import { findAttestation, listAttestations } from './attestations/list.ts'
import { acceptAnswer, declineAnswer, withdrawAnswer } from './attestations/review.ts'
import { readAsked, readDueCounts, signAnswer } from './attestations/sign.ts'
import { listAudit } from './audit.ts'
import { pool } from './client.ts'
import { readRevisionCount } from './collecting/revisions.ts'
import { findResource } from './estate/resource.ts'
import { countResources, listResources } from './estate/resources.ts'
import { countServices } from './estate/service-counts.ts'
import { readServicePath } from './estate/service-path.ts'
import { readServiceTree } from './estate/services.ts'
import { approveException, refuseException, revokeException } from './exceptions/decide.ts'
import { exceptionsOf, findException, listCovered, listExceptions } from './exceptions/list.ts'
import { previewException } from './exceptions/preview.ts'
import { requestException } from './exceptions/request.ts'
import { findFinding } from './findings/detail.ts'
import { countFindings, countTabs, findingFacets } from './findings/facets.ts'
import { findingTabs } from './findings/filter.ts'
import { groupFindingsByCheck, groupFindingsByResource } from './findings/groups.ts'
import { listFindings } from './findings/list.ts'
import { readRequirements } from './guide/frameworks.ts'
import { readRecommendation } from './guide/recommendation.ts'
import { readStanding, readStandings } from './guide/standings.ts'
import { readSubjects } from './guide/subjects.ts'
import { changeAccess, setDisabled } from './people/change.ts'
import { invitePerson } from './people/invite.ts'
import { savePasswordLink } from './people/password-link.ts'
import { readCounts, readCountsByAccount } from './posture/counts.ts'
import { readDoFirst } from './posture/do-first.ts'
import { readOpenGaps, readScanGaps } from './posture/gaps.ts'
import { readPartTrend } from './posture/part-trend.ts'
import { readPosture } from './posture/posture.ts'
import { readRegions } from './posture/regions.ts'
import { readDays, readTrend } from './posture/trend.ts'
import { countUnusedRevisions, listUnusedRevisions, readUntoldRegions } from './registered/read.ts'
import { cancelScan, claimLeft, createScan, queueScan } from './scan-life.ts'
import { findScan, listActiveScans, listScans } from './scans.ts'
import { listRuns } from './schedules/runs.ts'
import {
  addSchedule,
  deleteSchedule,
  findSchedule,
  listSchedules,
  setSchedulePaused,
  updateSchedule,
} from './schedules/schedules.ts'
import { setupTestDatabase } from './testing/database.ts'
import { administrator, production, staging } from './testing/scans.ts'
import {
  accepted,
  answerOf,
  asking,
  exceptionOf,
  type Foreign,
  fillTwoAccounts,
  scheduleOf,
} from './testing/two-accounts.ts'
import { inTransaction } from './transaction.ts'
import { countTriageable } from './triage/bulk.ts'
import { triageFinding } from './triage/triage.ts'
import type { Viewer } from './viewer.ts'

setupTestDatabase()

const limited: Viewer = { userId: 'lim', role: 'admin', accounts: [production] }
const nobody: Viewer = { userId: 'nob', role: 'admin', accounts: [] }
let foreign: Foreign

beforeAll(async () => {
  foreign = await fillTwoAccounts()
})

type Read = (viewer: Viewer) => Promise<unknown>
const asked = { accounts: [production, staging] }

/** Reads that are asked for everything there is. */
const wide: Record<string, Read> = {
  listAccounts: (viewer) => listAccounts(viewer),
  listAudit: (viewer) => listAudit(viewer),
  listFindings: (viewer) =>
    Promise.all([{}, asked].flatMap((more) => findingTabs.map((tab) => listFindings(viewer, { tab, ...more })))),
  findingFacets: (viewer) =>
    Promise.all([
      findingFacets(viewer, { tab: 'open' }),
      findingFacets(viewer, { tab: 'open', text: 'web' }),
      findingFacets(viewer, { tab: 'resolved', ...asked }),
    ]),
  groupFindingsByResource: (viewer) => groupFindingsByResource(viewer, { tab: 'open', ...asked }),
  readCountsByAccount: (viewer) => readCountsByAccount(viewer, asked),
  readRegions: (viewer) => readRegions(viewer, asked),
  readOpenGaps: (viewer) => readOpenGaps(viewer, asked),
  readRecommendation: (viewer) => readRecommendation(viewer, 'ctr-non-root-user', asked),
  readSubjects: (viewer) => readSubjects(viewer, 'ctr-non-root-user', asked),
  listResources: (viewer) => listResources(viewer, asked),
  readServiceTree: (viewer) => readServiceTree(viewer, asked),
  countServices: (viewer) => countServices(viewer, asked),
  listUnusedRevisions: (viewer) => listUnusedRevisions(viewer, asked),
  listScans: (viewer) => listScans(viewer, asked),
  listActiveScans: (viewer) => listActiveScans(viewer),
  listSchedules: (viewer) => listSchedules(viewer),
  listAttestations: (viewer) => listAttestations(viewer, asked),
  listExceptions: (viewer) => listExceptions(viewer, { tab: 'active', ...asked }),
}

const other = { accounts: [staging] }

/** Reads that are asked for the other account alone. */
const foreignOnly: Record<string, Read> = {
  findAccount: (viewer) => findAccount(viewer, staging),
  countFindings: (viewer) => countFindings(viewer, { tab: 'open', ...other }),
  countTabs: (viewer) => countTabs(viewer, { tab: 'open', ...other }),
  groupFindingsByCheck: (viewer) => groupFindingsByCheck(viewer, { tab: 'open', ...other }),
  findFinding: (viewer) =>
    Promise.all([findFinding(viewer, foreign.finding), findFinding(viewer, foreign.fingerprint)]),
  readCounts: (viewer) => readCounts(viewer, other),
  readPosture: (viewer) => readPosture(viewer, other),
  readDoFirst: (viewer) => readDoFirst(viewer, other),
  readScanGaps: (viewer) => readScanGaps(viewer, foreign.scan),
  readTrend: (viewer) => readTrend(viewer, other),
  readPartTrend: (viewer) =>
    readPartTrend(viewer, { account: staging, part: `arn:aws:ecs:eu-west-1:${staging}:service/main/web` }),
  readDays: (viewer) => readDays(viewer, other, 30),
  readStandings: async (viewer) => [...(await readStandings(viewer, other))],
  readRequirements: (viewer) => readRequirements(viewer, 'pci-dss-4.0.1', other),
  readStanding: (viewer) => readStanding(viewer, 'ctr-non-root-user', other),
  countResources: (viewer) => countResources(viewer, other),
  findResource: (viewer) =>
    Promise.all([
      findResource(viewer, foreign.resource),
      findResource(viewer, `arn:aws:ecs:eu-west-1:${staging}:task-definition/web`),
    ]),
  readServicePath: (viewer) => readServicePath(viewer, foreign.service),
  findScan: (viewer) => findScan(viewer, foreign.scan),
  findSchedule: (viewer) => findSchedule(viewer, foreign.schedule),
  listRuns: (viewer) => listRuns(viewer, foreign.schedule),
  readRevisionCount: (viewer) => readRevisionCount(viewer, staging),
  countUnusedRevisions: (viewer) => countUnusedRevisions(viewer, other),
  readUntoldRegions: async (viewer) => {
    await pool().query('delete from registered_region')
    return readUntoldRegions(viewer, other)
  },
  readDueCounts: (viewer) => readDueCounts(viewer, other),
  readAsked: (viewer) => readAsked(viewer, asking(staging).fingerprint),
  findAttestation: (viewer) => findAttestation(viewer, foreign.attestation),
  readFile: (viewer) => readFile(viewer, foreign.attestation, 2),
  findException: (viewer) => findException(viewer, foreign.exception),
  listCovered: (viewer) => listCovered(viewer, foreign.exception),
  exceptionsOf: (viewer) => exceptionsOf(viewer, accepted(staging)),
  previewException: (viewer) => previewException(viewer, exceptionOf(staging).scope),
  countTriageable: (viewer) => countTriageable(viewer, { tab: 'excepted', ...other }),
}

const invited = { name: 'Eve', email: 'eve@example.com', role: 'admin', accounts: 'all' } as const
const link = { hash: 'h', expires: new Date(Date.now() + 3_600_000) }
const change = { id: staging, alias: 'x', kind: 'server-credentials' } as const

/** Every function that changes something for a viewer, on an account that the viewer may not see. */
const writes: Record<string, Read> = {
  addAccount: (viewer) => addAccount(viewer, change),
  updateAccount: (viewer) => updateAccount(viewer, staging, { alias: 'x' }),
  setPaused: (viewer) => setPaused(viewer, staging, true),
  recordVerification: (viewer) => recordVerification(viewer, staging, 'No.'),
  deleteAccount: (viewer) => deleteAccount(viewer, staging),
  createScan: (viewer) => createScan(viewer, { account: staging, trigger: 'manual' }),
  queueScan: (viewer) => inTransaction((client) => queueScan(client, viewer, { account: staging, trigger: 'manual' })),
  claimLeft: (viewer) => claimLeft(viewer, staging, 5),
  cancelScan: (viewer) => cancelScan(viewer, foreign.activeScan),
  addSchedule: (viewer) => addSchedule(viewer, scheduleOf(staging)),
  updateSchedule: (viewer) => updateSchedule(viewer, foreign.schedule, scheduleOf(production)),
  setSchedulePaused: (viewer) => setSchedulePaused(viewer, foreign.schedule, true),
  deleteSchedule: (viewer) => deleteSchedule(viewer, foreign.schedule),
  signAnswer: (viewer) => signAnswer(viewer, answerOf(staging)),
  addFile: (viewer) => addFile(viewer, foreign.attestation, { name: 'b.txt', bytes: Buffer.from('b') }),
  acceptAnswer: (viewer) => acceptAnswer(viewer, foreign.attestation),
  declineAnswer: (viewer) => declineAnswer(viewer, foreign.attestation, 'No.'),
  withdrawAnswer: (viewer) => withdrawAnswer(viewer, foreign.attestation, 'No.'),
  requestException: (viewer) => requestException(viewer, exceptionOf(staging)),
  approveException: (viewer) => approveException(viewer, foreign.exception),
  refuseException: (viewer) => refuseException(viewer, foreign.exception),
  revokeException: (viewer) => revokeException(viewer, foreign.exception),
  invitePerson: (viewer) => invitePerson(viewer, invited, link),
  changeAccess: (viewer) => changeAccess(viewer, 'lim', { role: 'admin', accounts: 'all' }),
  setDisabled: (viewer) => setDisabled(viewer, 'ada', true),
  savePasswordLink: (viewer) => savePasswordLink(viewer, 'ada', link),
  triageFinding: (viewer) => triageFinding(viewer, foreign.finding, { triage: 'done' }),
}

/**
 * Parts of what is listed, or about no account, or about whoever asks; of many findings, the tests of triage tell, and of
 * people their own.
 */
const elsewhere = [
  'appendAudit',
  'baseConditions',
  'comparableScans',
  'findTampering',
  'findPerson',
  'listPeople',
  'recordAudit',
  'previewRetention',
  'readSizes',
  'saveRateShare',
  'saveRetentionDays',
  'saveServiceProvider',
  'countAttestations',
  'countExceptions',
  'countOtherApprovers',
  'insertFile',
  'lastBulkTriage',
  'managesPeople',
  'narrow',
  'narrowedConditions',
  'listAssignees',
  'reachOf',
  'requireChange',
  'requirePeople',
  'requirePerson',
  'requireReach',
  'requireScope',
  'triageMany',
  'undoBulkTriage',
  'visible',
]

const answer = async (read: Read, viewer: Viewer) => JSON.stringify((await read(viewer)) ?? null)

describe('a viewer limited to one account', () => {
  test.each(Object.entries(wide))('%s shows nothing of another', async (_, read) => {
    const shown = await answer(read, limited)
    expect(await answer(read, administrator)).not.toBe(shown)
    expect(shown).toContain(production)
    for (const word of [staging, '"staging"', foreign.fingerprint]) expect(shown).not.toContain(word)
  })

  test.each(Object.entries(foreignOnly))('%s asked for another says what it says to nobody', async (_, read) => {
    const shown = await answer(read, limited)
    expect(await answer(read, administrator)).not.toBe(shown)
    expect(shown).toBe(await answer(read, nobody))
  })

  test.each(Object.entries({ ...wide, ...foreignOnly }))('%s is empty to who may see no account', async (_, read) => {
    const shown = await answer(read, nobody)
    for (const word of [production, staging, '"prod"', '"staging"', '"fail":1', '"count":1', '"open":1']) {
      expect(shown).not.toContain(word)
    }
  })

  test.each(Object.entries(writes))('%s is refused for another', async (_, write) => {
    const before = await changeable()
    await expect(write(limited)).rejects.toThrow(/may not see|There is no (account|such schedule|attestation)/)
    expect(await changeable()).toEqual(before)
  })

  test.each(Object.entries(writes))('%s is refused to the role viewer', async (_, write) => {
    await expect(write({ ...administrator, role: 'viewer' })).rejects.toThrow('Your role, viewer')
  })

  test('every function that takes a viewer is in one of these lists', () => {
    const known = [...Object.keys({ ...wide, ...foreignOnly, ...writes }), ...elsewhere]
    expect(viewerFunctions().filter((name) => !known.includes(name))).toEqual([])
    expect(viewerFunctions().length).toBeGreaterThan(20)
  })
})

/** Everything that those functions could change. */
async function changeable(): Promise<unknown[]> {
  const { rows } = await pool().query(
    `select a::text as row from aws_account a union all select s::text from scan s
     union all select s::text from schedule s union all select e::text from exception e
     union all select f::text from finding f union all select t::text from attestation t
     union all select id::text from attestation_file union all select u::text from "user" u order by 1`,
  )
  return rows
}

/** Names of the exported functions under lib/data that take a viewer, read from the sources. */
function viewerFunctions(): string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !/test|generated|viewer\.ts$/.test(file))
  return sources.flatMap((file) => {
    const text = readFileSync(path.join(import.meta.dirname, file), 'utf8')
    return [...text.matchAll(/export (?:async )?function (\w+)\(([^)]*)/g)].flatMap(([, name, parameters]) =>
      name && parameters?.includes('viewer: Viewer') ? [name] : [],
    )
  })
}
