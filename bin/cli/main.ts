import { toolVersion } from '#lib/report/tool-version.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { sentenceOf } from './errors.ts'
import { say, writeResult } from './output.ts'

/** Runs one command line. @returns the exit code: 1 for wrong usage and for what could not be done, each with one sentence. */
export async function main(args: readonly string[], commands: readonly Command[]): Promise<number> {
  try {
    return await run(args, commands)
  } catch (error) {
    say(sentenceOf(error))
    return 1
  }
}

async function run([first, ...rest]: readonly string[], commands: readonly Command[]): Promise<number> {
  const all = [first, ...rest]
  if (first === undefined || first === '--help' || first === '-h') return print(overview(commands))
  if (all.includes('--version')) return print(`${toolVersion}\n`)
  const command = commands.find(({ name }) => name === first)
  if (!command) throw new UsageError(`Unknown command "${first}": see "npx tidewaiter --help".`)
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help)
  return command.run(rest)
}

async function print(text: string): Promise<number> {
  await writeResult(text)
  return 0
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Tidewaiter audits Amazon ECS estates against the Amazon ECS Best Practices Guide.

Usage: npx tidewaiter COMMAND [FLAGS]

${lines.join('\n')}

Every command knows --help and --version.
`
}
