import { toolVersion } from '#lib/report/tool-version.ts'
import { UsageError } from './command.ts'
import type { ListedCommand } from './commands.ts'
import { sentenceOf } from './errors.ts'
import { say, writeResult } from './output.ts'

/** Runs one command line. @returns the exit code: 1 for wrong usage and for what could not be done, each with one sentence. */
export async function main(args: readonly string[], commands: readonly ListedCommand[]): Promise<number> {
  try {
    return await run(args, commands)
  } catch (error) {
    say(sentenceOf(error))
    return 1
  }
}

async function run([first, ...rest]: readonly string[], commands: readonly ListedCommand[]): Promise<number> {
  const all = [first, ...rest]
  if (first === undefined || first === '--help' || first === '-h') return print(overview(commands))
  if (all.includes('--version')) return print(`${toolVersion}\n`)
  const listed = commands.find(({ name }) => name === first)
  if (!listed) throw new UsageError(`Unknown command "${first}": see "npx tidewaiter --help".`)
  const command = await listed.load()
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help)
  return command.run(rest)
}

async function print(text: string): Promise<number> {
  await writeResult(text)
  return 0
}

function overview(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Tidewaiter audits Amazon ECS estates against the Amazon ECS Best Practices Guide.

Usage: npx tidewaiter COMMAND [FLAGS]

${lines.join('\n')}

Every command knows --help and --version.
`
}
