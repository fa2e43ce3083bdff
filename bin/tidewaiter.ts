import { commands } from './cli/commands.ts'
import { main } from './cli/main.ts'

process.exitCode = await main(process.argv.slice(2), commands)
