import { writeFile } from 'node:fs/promises'
import { UsageError } from './command.ts'

const DEFAULT_WIDTH = 120

/** Writes the result to the file, or to standard output, and waits until it is there. */
export async function writeResult(text: string, file?: string): Promise<void> {
  if (file === undefined) return writeOut(text)
  try {
    await writeFile(file, text)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`The file ${file} cannot be written (${reason}): name another one in --output.`)
  }
}

function writeOut(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  return promise
}

/** What a server tells whoever started it, when it is ready: address, login, one-time link. To standard output. */
export function announce(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Progress and remarks: to standard error, so that standard output holds the result alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Columns of the terminal; of an ordinary one when the result goes into a file or a pipe. */
export function terminalWidth(): number {
  return process.stdout.columns ?? DEFAULT_WIDTH
}
