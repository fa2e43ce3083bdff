import { defineConfig } from 'vitest/config'
import { ensurePrismaClient } from './scripts/prepare/prisma.mjs'

await ensurePrismaClient()

// Other programs may keep the machine busy; what hangs is still found.
const patient = { testTimeout: 60_000, hookTimeout: 60_000 }

const database = ['./lib/data/testing/global-setup.ts']

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        // Pure functions share their modules: there is no state that one file could leave to another.
        test: {
          name: 'pure',
          include: [
            'lib/{inventory,checks,engine,score,fix,report,frameworks,iam}/**/*.test.{ts,tsx}',
            'components/**/*.test.{ts,tsx}',
          ],
          isolate: false,
        },
      },
      {
        test: {
          name: 'data',
          include: ['lib/{data,auth,jobs}/**/*.test.ts', 'prisma/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
          globalSetup: database,
          ...patient,
        },
      },
      {
        test: {
          name: 'wire',
          env: { LOG_LEVEL: 'silent' },
          include: ['lib/{collect,scan,notify}/**/*.test.ts', '{simulator,bin,bench}/**/*.test.ts'],
          globalSetup: database,
          ...patient,
        },
      },
      { test: { name: 'consistency', include: ['{test,scripts,e2e}/**/*.test.ts'], ...patient } },
    ],
  },
})
