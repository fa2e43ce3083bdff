import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../support/browser.ts'
import { plantedPassword } from './client.ts'
import { freePort } from './free-port.ts'

const project = path.join(import.meta.dirname, '../..')

/** What the pages show of the account, once its first scan is stored. */
export interface Shown {
  /** The export of all open findings, without its head. */
  findings: string[]
}

/**
 * Starts the product on an empty data folder, becomes its administrator by the printed link, adds the account of the
 * server's own credentials and waits for its first scan: all through pages and their server actions.
 */
export async function scanWithDashboard(environment: NodeJS.ProcessEnv): Promise<Shown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidewaiter-moto-'))
  const port = await freePort()
  const env = { ...environment, PORT: String(port), TIDEWAITER_DATA_DIR: folder, DATABASE_URL: '' }
  const server = spawn(process.execPath, ['bin/serve.ts'], { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const browser = await chromium.launch(await findBrowser())
  try {
    const link = await printed(server.stdout, /Create the administrator.*?: (\S+)/)
    const page = await browser.newPage()
    await becomeAdministrator(page, link)
    await addServerAccount(page, port)
    return { findings: await exportFindings(page, port) }
  } finally {
    await browser.close()
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

async function becomeAdministrator(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Name').fill('Moto')
  await page.getByLabel('E-mail').fill('moto@example.com')
  await page.getByLabel('Password').fill('a-password-for-one-test')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'))
}

/** The scan page refreshes itself until the scan has ended, and its heading says how. */
async function addServerAccount(page: Page, port: number): Promise<void> {
  await page.goto(`http://localhost:${port}/accounts/new`)
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: /this server.s account/ }) })
  await form.getByLabel('Alias').fill('moto')
  await form.getByRole('button', { name: /this server.s account/ }).click()
  await page.waitForURL(/\/scans\/\d+/, { timeout: 60_000 })
  const heading = page.getByRole('heading', { level: 1 })
  await heading.filter({ hasNotText: /waits for a worker|Scanning/ }).waitFor({ timeout: 240_000 })
  const verdict = (await heading.textContent()) ?? ''
  if (!verdict.includes('could be judged')) throw new Error(`The dashboard's scan ended so: ${verdict}`)
}

async function exportFindings(page: Page, port: number): Promise<string[]> {
  const answer = await page.request.get(`http://localhost:${port}/findings/export`)
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`The export answered ${answer.status()}: ${text}`)
  if (text.includes(plantedPassword)) throw new Error('The planted password is in the export.')
  return text.trim().split(/\r?\n/).slice(1)
}

/** The first group of the pattern, as soon as a server prints it. */
function printed(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk) => {
      text += String(chunk)
      const found = pattern.exec(text)?.[1]
      if (found) resolve(found)
    })
    stream.once('end', () => reject(new Error('The server ended before it printed its one-time link.')))
  })
}
