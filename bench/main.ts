import { UsageError } from '../bin/cli/command.ts'
import { sentenceOf } from '../bin/cli/errors.ts'
import { engineBench, engineUsage } from './engine.ts'
import { faultsBench, faultsUsage } from './faults.ts'
import { figureLines, type Report } from './figures.ts'
import { pagesBench, pagesUsage } from './pages.ts'
import { scanBench, scanUsage } from './scan.ts'
import { storeBench, storeUsage } from './store.ts'
import { sweepBench, sweepUsage } from './sweep.ts'
import { unitsBench, unitsUsage } from './units.ts'

// `npm run bench -- NAME [options] --json`: measures what the product promises.

const benches: ReadonlyMap<string, (args: readonly string[]) => Promise<Report>> = new Map([
  ['scan', scanBench],
  ['sweep', sweepBench],
  ['engine', engineBench],
  ['store', storeBench],
  ['pages', pagesBench],
  ['faults', faultsBench],
  ['units', unitsBench],
])
const usage = `Usage: npm run bench -- NAME [options] [--json]\n\n${scanUsage}
${sweepUsage}
${engineUsage}
${storeUsage}
${pagesUsage}
${faultsUsage}
${unitsUsage}`

const [name = '', ...options] = process.argv.slice(2)
try {
  const bench = benches.get(name)
  if (!bench) throw new UsageError(usage)
  const { result, notes } = await bench(options.filter((option) => option !== '--json'))
  const asJson = options.includes('--json')
  console.log(asJson ? JSON.stringify(result) : figureLines(result.figures).join('\n'))
  // Where the report must be alone, what broke a bound is still named.
  const tell = asJson ? console.error : console.log
  for (const note of notes) tell(note)
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
