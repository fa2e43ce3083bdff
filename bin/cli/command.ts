import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>['values']

/** What the user typed cannot be run; the message is one sentence that says what to do. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** One command of the command line: what it says about itself, and what it does. */
export interface Command {
  /** The whole help text. */
  help: string
  /** @returns the exit code */
  run(args: readonly string[]): Promise<number>
}

/** Makes a command from its flags. Flags that are not among them are refused in one sentence. */
export function defineCommand<const O extends Options>(spec: {
  name: string
  /** What follows the name in the usage line. */
  usage: string
  /** What the command does, its flags line by line, its exit codes. */
  details: string
  options: O
  run(values: Values<O>, positionals: readonly string[]): Promise<number>
}): Command {
  const usage = `Usage: npx tidewaiter ${spec.name} ${spec.usage}`.trimEnd()
  return {
    help: `${usage}\n\n${spec.details.trim()}\n`,
    run: (args) => {
      const { values, positionals } = parse(spec.name, spec.options, args)
      return spec.run(values, positionals)
    },
  }
}

function parse<O extends Options>(name: string, options: O, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`${explain(error)}: see "npx tidewaiter ${name} --help".`)
  }
}

/** The first clause of Node's message; the rest is about its parser, not about us. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const clause = message.split(/\. |\n/)[0] ?? message
  return clause.replace(/\.$/, '').replace(/^Unknown option/, 'Unknown flag')
}

/** Values of a flag that repeats or takes commas: `--region a --region b` and `--region a,b` are the same. */
export function list(values: readonly string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '')
}

/** The value when it is one of the words allowed; undefined when the flag was not given. */
export function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined
  const known = allowed.find((word) => word === value)
  if (known === undefined) throw new UsageError(`--${flag} takes ${allowed.join(', ')}, not "${value}".`)
  return known
}

/** A whole number within bounds; undefined when the flag was not given. */
export function wholeNumber(
  flag: string,
  value: string | undefined,
  { from, to }: { from: number; to: number },
): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= from && number <= to) return number
  throw new UsageError(`--${flag} takes a whole number from ${from} to ${to}, not "${value}".`)
}

/** Refuses words that no flag takes. */
export function noPositionals(command: string, positionals: readonly string[]): void {
  const [first] = positionals
  if (first !== undefined)
    throw new UsageError(`"${first}" is not a flag of ${command}: see "npx tidewaiter ${command} --help".`)
}
