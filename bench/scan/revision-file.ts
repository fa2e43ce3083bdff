import { appendFileSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import type { RevisionCache } from '#lib/collect/revision-cache.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'

interface Place {
  start: number
  length: number
}

const newline = 10

/** Revisions in a file, one JSON text a line: outside of the process, as the database is where scans keep theirs. */
export function revisionFile(file: string): RevisionCache {
  const places = existsSync(file) ? placesIn(readFileSync(file)) : new Map<string, Place>()
  const descriptor = openSync(file, 'a+')
  return {
    known: async (arns) => new Set(arns.filter((arn) => places.has(arn))),
    async get(arns) {
      return new Map(
        arns.flatMap((arn) => {
          const place = places.get(arn)
          return place ? [[arn, read(descriptor, place)] as const] : []
        }),
      )
    },
    // What this scan adds is asked for by the next one.
    async put(definitions) {
      appendFileSync(descriptor, definitions.map((definition) => `${JSON.stringify(definition)}\n`).join(''))
    },
  }
}

function placesIn(content: Buffer): Map<string, Place> {
  const places = new Map<string, Place>()
  for (let start = 0; start < content.length; ) {
    const length = content.indexOf(newline, start) - start
    const { taskDefinitionArn }: TaskDefinition = JSON.parse(content.toString('utf8', start, start + length))
    places.set(taskDefinitionArn, { start, length })
    start += length + 1
  }
  return places
}

function read(descriptor: number, { start, length }: Place): TaskDefinition {
  const bytes = Buffer.allocUnsafe(length)
  readSync(descriptor, bytes, 0, length, start)
  return JSON.parse(bytes.toString('utf8'))
}
