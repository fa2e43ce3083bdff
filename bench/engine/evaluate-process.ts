import { readFileSync } from 'node:fs'
import { checks as allChecks } from '#lib/checks/index.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { peakRssMb } from '../machine.ts'

// One evaluation in a process that has done nothing before: no code is warm, and memory is the inventory's and the engine's alone.

export interface EvaluateOrder {
  file: string
  /** Absent: the checks of every pillar. */
  pillar?: string
}

export interface Evaluated {
  checks: number
  outcomes: number
  /** Outcomes by status. */
  statuses: Record<string, number>
  seconds: number
  peakRssMb: number
}

const { file, pillar }: EvaluateOrder = JSON.parse(process.argv[2] ?? '')
const inventory: Inventory = JSON.parse(readFileSync(file, 'utf8'))
const checks = allChecks.filter((check) => pillar === undefined || check.pillar === pillar)
const startedAt = performance.now()
const { outcomes } = evaluate(inventory, checks)
const seconds = (performance.now() - startedAt) / 1000
const byStatus = Map.groupBy(outcomes, ({ status }) => status)
const evaluated: Evaluated = {
  checks: checks.length,
  outcomes: outcomes.length,
  statuses: Object.fromEntries([...byStatus].map(([status, list]) => [status, list.length])),
  seconds,
  peakRssMb: peakRssMb(),
}
console.log(JSON.stringify(evaluated))
