import { startWorker } from '#lib/scan/worker.ts'

// A worker in a process of its own, to be killed, frozen or left without its database.

await startWorker({ slots: 1 })
console.log('{}')
