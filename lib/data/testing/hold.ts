import { text } from 'node:stream/consumers'
import { openEmbedded } from '../embedded/server.ts'

// A process of its own that uses the built-in server of a folder until its standard input ends.

const server = await openEmbedded(process.argv[2] ?? '')
console.log(server.url)
await text(process.stdin)
await server.stop()
