import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/support/browser.ts'
import { placeServer, type Server } from './e2e/support/servers.ts'

// Each server is the product as it is started by hand, in a data folder of its own. `empty` has no account yet.
const empty = await placeServer('empty')

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  reporter: 'list',
  use: {
    baseURL: empty.url,
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    launchOptions: await findBrowser(),
  },
  webServer: [start('bin/serve.ts', empty)],
})

function start(program: string, { url, port, folder }: Server) {
  return {
    command: `"${process.execPath}" ${program}`,
    url: `${url}/sign-in`,
    env: { PORT: String(port), TIDEWAITER_DATA_DIR: folder, DATABASE_URL: '' },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
  }
}
