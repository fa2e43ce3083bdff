import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The version whose gaps the expectations know. */
const MOTO = 'moto[server]==5.2.3'
const project = path.join(import.meta.dirname, '../..')
const venv = path.join(project, '.venv-moto')

/** moto's server on a free port, installed from PyPI into .venv-moto on first use. */
export interface Moto {
  url: string
  stop(): void
}

/** @throws Error with one sentence when Python is missing, the installation fails or the server does not come up */
export async function startMoto(port: number): Promise<Moto> {
  install()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(path.join(venv, 'bin/moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`moto's server ended with code ${code} before it answered.`)))
  })
  await Promise.race([answers(url), gone])
  return { url, stop: () => void child.kill() }
}

function install(): void {
  const marker = path.join(venv, `installed-${MOTO.replace(/\W+/g, '-')}`)
  if (existsSync(marker)) return
  console.error(`Installing ${MOTO} into .venv-moto ...`)
  run('python3', ['-m', 'venv', venv], 'Python 3 with its venv module is needed for this test alone: install it.')
  run(
    path.join(venv, 'bin/pip'),
    ['install', '--quiet', '--disable-pip-version-check', MOTO],
    `pip could not install ${MOTO}.`,
  )
  run('touch', [marker], 'The virtual environment cannot be written.')
}

function run(program: string, args: string[], sentence: string): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(sentence)
}

/** Resolves with the first answer; moto takes a few seconds to import itself. */
async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const up = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`moto's server did not answer at ${url} within a minute.`)
}
