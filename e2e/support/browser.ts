import { existsSync } from 'node:fs'

export interface Browser {
  executablePath: string
  args: string[]
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The Chromium that the tests drive: CHROME_PATH, else an installed one, else the one of the npm package, which is for
 * Linux on x64 and needs the system libraries libnss3, libnspr4 and libexpat1. Throws when there is none.
 */
export async function findBrowser(chosen = process.env.CHROME_PATH, candidates = installed): Promise<Browser> {
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist: correct it.`)
    return { executablePath: chosen, args: [] }
  }
  const found = candidates.find((file) => existsSync(file))
  if (found) return { executablePath: found, args: [] }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBrowser()
  throw new Error('No Chromium was found: install Chromium or Google Chrome, or name one in CHROME_PATH.')
}

async function unpackBrowser(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium')
  return { executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] }
}
