import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'

export interface Child<T> extends AsyncDisposable {
  /** The first line it printed, read as JSON. */
  ready: T
}

const file = (name: string) => path.join(import.meta.dirname, name)

/** Starts a program that prints one line of JSON when it is ready, and ends when its standard input does. */
export async function startChild<T>(program: string, options: object): Promise<Child<T>> {
  const child = spawn(process.execPath, [...process.execArgv, file(program), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = endOf(child)
  const line = await Promise.race([firstLine(child), ended.then((code) => fail(program, code))])
  return {
    ready: JSON.parse(line),
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    },
  }
}

/** Runs a program to its end. @returns what it printed, read as JSON */
export async function runChild<T>(program: string, options: object): Promise<T> {
  const child = spawn(process.execPath, [...process.execArgv, file(program), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed, code] = await Promise.all([text(child.stdout), endOf(child)])
  return code === 0 ? JSON.parse(printed) : fail(program, code)
}

export function endOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  return promise
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let read = ''
  for await (const chunk of stdout ?? []) {
    read += chunk
    if (read.includes('\n')) break
  }
  return read
}

function fail(program: string, code: number | null): never {
  throw new Error(`${program} ended with code ${code}`)
}
