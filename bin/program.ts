import { sentenceOf } from './cli/errors.ts'
import { say } from './cli/output.ts'

/** Runs a program that needs no arguments. What goes wrong is told in one sentence and ends this process with 1. */
export async function program(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say(sentenceOf(error))
    process.exitCode = 1
  }
}
