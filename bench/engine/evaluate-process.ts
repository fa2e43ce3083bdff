import { readFileSync } from 'node:fs'
import { checks as allChecks } from '#lib/checks/index.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { peakRssMb } from '../machine.ts'
import { spoil } from './spoil.ts'

// One evaluation in a process that has done nothing before: no code is warm, and memory is the inventory's and the engine's alone.

export interface EvaluateOrder {
  file: string
  /** Absent: the checks of every pillar. */
  pillar?: string
  /** Percent of the records that are made to fail first. */
  failing: number
}

export interface Evaluated {
  checks: number
  outcomes: number
  /** Outcomes by status. */
  statuses: Record<string, number>
  seconds: number
  /** Processor time of all threads, which other programs on the machine do not lengthen. */
  cpuSeconds: number
  peakRssMb: number
}

const { file, pillar, failing }: EvaluateOrder = JSON.parse(process.argv[2] ?? '')
const collected: Inventory = JSON.parse(readFileSync(file, 'utf8'))
const inventory = spoil(collected, failing)
const checks = allChecks.filter((check) => pillar === undefined || check.pillar === pillar)
const startedAt = performance.now()
const before = process.cpuUsage()
const { outcomes } = evaluate(inventory, checks)
const seconds = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(before)
const byStatus = Map.groupBy(outcomes, ({ status }) => status)
const evaluated: Evaluated = {
  checks: checks.length,
  outcomes: outcomes.length,
  statuses: Object.fromEntries([...byStatus].map(([status, list]) => [status, list.length])),
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakRssMb: peakRssMb(),
}
console.log(JSON.stringify(evaluated))
