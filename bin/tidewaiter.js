#!/usr/bin/env node
import { run } from '../scripts/run.mjs'

await run('bin/tidewaiter.ts', process.argv.slice(2))
