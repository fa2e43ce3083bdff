import { randomBytes } from 'node:crypto'
import { checks } from '#lib/checks/index.ts'
import { createLedger } from '#lib/collect/ledger.ts'
import { readTaskDefinition } from '#lib/collect/task-definition-file.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import { noHistory } from '#lib/inventory/history.ts'
import { freeze, type Inventory } from '#lib/inventory/inventory.ts'
import { defaultPolicy } from '#lib/inventory/policy.ts'
import { type SectionName, sectionNames, sectionRegion } from '#lib/inventory/sections.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { reportOf } from './report-of.ts'

const place = { account: '000000000000', partition: 'aws', region: 'us-east-1' }

/** What a file can tell: the definitions themselves, and that nothing runs them. Everything else was not read. */
const told: readonly SectionName[] = [
  'clusters',
  'services',
  'tasks',
  'taskSchedules',
  'taskDefinitions',
  'families',
  'daemons',
  'daemonTaskDefinitions',
  'capacityProviders',
  'containerInstances',
  'scalableTargets',
]

const checksOfDefinitions = checks.filter((check) => check.kindName === 'family' || check.kindName === 'container')

/**
 * Judges task definitions before they are registered. Only what the definitions themselves prove is reported: where a
 * check would have to look at the account for a verdict, it gives none.
 * @param files names, for messages, and contents
 * @throws InvalidInput when a file is not a task definition
 */
export function evaluateFiles(files: readonly { name: string; text: string }[], now: string): ScanReport {
  const digestKey = randomBytes(32).toString('base64url')
  const definitions = files.map(({ name, text }) => {
    const definition = readTaskDefinition(parse(name, text), place, digestKey)
    if (!definition) throw new InvalidInput(`${name} is not a task definition of Amazon ECS: correct it.`)
    return definition
  })
  const inventory = inventoryOf(definitions, now)
  const { outcomes, complete } = evaluate(inventory, checksOfDefinitions)
  const proven = outcomes
    .filter(({ status, subject }) => status !== 'unknown' && subject.type !== 'account')
    .map((outcome) => ({ ...outcome, usage: undefined }))
  const assessment = {
    inventory: { ...inventory, gaps: [] },
    evaluation: { outcomes: proven, complete },
    ledger: createLedger(),
    checks: checksOfDefinitions,
  }
  return reportOf(assessment, {})
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidInput(`${name} is not JSON: give a task definition as JSON.`)
  }
}

function inventoryOf(taskDefinitions: readonly TaskDefinition[], takenAt: string): Inventory {
  const { account, partition, region } = place
  const families = taskDefinitions.map(({ family }) => ({ family, activeRevisions: [1] }))
  const unread = sectionNames.filter((section) => !told.includes(section))
  return freeze({
    account,
    partition,
    regions: [region],
    takenAt,
    sections: { taskDefinitions: { [region]: taskDefinitions }, families: { [region]: families } },
    gaps: unread.map((section) => ({
      section,
      region: sectionRegion(section, region),
      action: 'none',
      reason: 'failed' as const,
    })),
    policy: defaultPolicy,
    accountTags: {},
    history: noHistory,
  })
}
