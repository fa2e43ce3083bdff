import { delimiter, dirname } from 'node:path'
import { runChild } from './prepare/child.mjs'
import { inProject, projectFolder } from './prepare/project.mjs'

// `npm test` runs every part and then says how each went; `npm test -- --only unit` runs one, `--only types,unit` two.

const parts: Record<string, string[]> = {
  style: ['biome check --error-on-warnings'],
  types: ['next typegen', 'tsc --noEmit'],
  unused: ['knip'],
  unit: ['vitest run'],
  pages: ['playwright test'],
}

const env = {
  ...process.env,
  PATH: [dirname(process.execPath), inProject('node_modules', '.bin'), process.env.PATH].join(delimiter),
  NEXT_TELEMETRY_DISABLED: '1',
}

const chosen = choose(process.argv.slice(2))
const results: { name: string; passed: boolean; seconds: number }[] = []
for (const name of chosen) {
  console.log(`\n── ${name}`)
  const begun = performance.now()
  const passed = await run(parts[name] ?? [])
  results.push({ name, passed, seconds: (performance.now() - begun) / 1000 })
}

console.log('\n── summary')
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(8)}${seconds.toFixed(1).padStart(7)} s`)
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1

/** @returns whether all commands ended well; the first that does not is the last that runs */
async function run(commands: string[]): Promise<boolean> {
  for (const command of commands) {
    const [program = '', ...args] = command.split(' ')
    const { code } = await runChild(program, args, { cwd: projectFolder, env })
    if (code !== 0) return false
  }
  return true
}

function choose(args: string[]): string[] {
  const all = Object.keys(parts)
  if (args.length === 0) return all
  const names = args[0] === '--only' ? (args[1] ?? '').split(',') : []
  if (names.length > 0 && args.length === 2 && names.every((name) => all.includes(name))) return names
  console.error(`Usage: npm test [-- --only PART,...] with the parts ${all.join(', ')}.`)
  process.exit(1)
}
