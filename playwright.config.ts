import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/support/browser.ts'
import { placeServer, type Server, signedInState } from './e2e/support/servers.ts'

// Each server is the product as people start it, in a data folder of its own: one that nobody has used yet, the demo with
// its sample estate, and that again for tests in which a second person comes in.
const empty = await placeServer('empty')
const sample = await placeServer('sample')
const people = await placeServer('people')

/** The tests never reach an account of whoever runs them: no server finds credentials but those of its own sample. */
const noCredentials = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_WEB_IDENTITY_TOKEN_FILE: '',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
  AWS_EC2_METADATA_DISABLED: 'true',
}

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // What is promised is what pages say, not how fast a small machine is that does other work too.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    // A colour on its way from light to dark is neither: what is measured stands still.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: await findBrowser(),
  },
  projects: [
    { name: 'empty', testMatch: 'empty/*.spec.ts', use: { baseURL: empty.url } },
    { name: 'sign-in', testMatch: 'support/*.setup.ts', use: { baseURL: sample.url } },
    {
      name: 'sample',
      testMatch: 'sample/*.spec.ts',
      dependencies: ['sign-in'],
      use: { baseURL: sample.url, storageState: signedInState },
    },
    { name: 'people', testMatch: 'people/*.spec.ts', use: { baseURL: people.url } },
  ],
  webServer: [
    start('bin/serve.ts', empty, /Create the administrator.*?: (?<setup_link>\S+)/),
    start('bin/demo.ts', sample, /Sign in as (?<demo_email>\S+) with the password (?<demo_password>\S+)/),
    start('bin/demo.ts', people, /Sign in as (?<people_email>\S+) with the password (?<people_password>\S+)/),
  ],
})

function start(program: string, { port, folder }: Server, ready: RegExp) {
  return {
    command: `"${process.execPath}" ${program}`,
    env: { ...noCredentials, PORT: String(port), TIDEWAITER_DATA_DIR: folder, DATABASE_URL: '' },
    wait: { stdout: ready },
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
  }
}
