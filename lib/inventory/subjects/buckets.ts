import { bucketPlaces } from '../derived/buckets.ts'
import { definitionsByArn } from '../derived/definitions.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** A bucket that revisions in use take environment files or a FireLens configuration from. */
export interface BucketSubject {
  bucket: string
  places: readonly { definition: TaskDefinition; path: string; uses: readonly Use[] }[]
}

/** Buckets that feed tasks, by ARN. */
export const bucket: SubjectKind<BucketSubject, UsageSection> = {
  type: 's3-bucket',
  reads: usageReads,
  find: (look) => look.once(buckets),
}

function buckets(look: Look<UsageSection>): readonly SubjectItem<BucketSubject>[] {
  const definitions = look.once(definitionsByArn)
  const places = [...look.once(usesByRevision)].flatMap(([arn, uses]) => {
    const definition = definitions.get(arn)
    return definition ? bucketPlaces(definition).map((one) => ({ ...one, definition, uses })) : []
  })
  return [...Map.groupBy(places, (one) => one.bucket)].map(([name, own]): SubjectItem<BucketSubject> => {
    const uses = own.flatMap((one) => one.uses)
    const arn = `arn:${look.partition}:s3:::${name}`
    return {
      id: arn,
      type: 's3-bucket',
      name,
      arn,
      usage: strongestUsage(uses.map((use) => use.usage)),
      services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
      clusters: [...new Set(uses.map((use) => use.clusterArn))],
      value: { bucket: name, places: own },
    }
  })
}
