import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { parseArn } from './arn.ts'
import { definitionsByArn } from './definitions.ts'
import { type UsageSection, usesByRevision } from './usage.ts'

/** A bucket's name, where a text is the ARN of it or of an object in it: `arn:aws:s3:::BUCKET/KEY`. */
function bucketOf(arn: string): string | undefined {
  const parsed = parseArn(arn)
  const name = parsed?.service === 's3' ? parsed.resource.split('/')[0] : undefined
  return name && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ? name : undefined
}

/** Where a definition takes environment files and FireLens configurations from: the bucket, and the path that names it. */
export function bucketPlaces(definition: TaskDefinition): { bucket: string; path: string }[] {
  return definition.containerDefinitions.flatMap(({ environmentFiles, firelensConfiguration }, index) => {
    const at = `containerDefinitions[${index}]`
    const named = [
      ...environmentFiles.map(({ value }, position) => ({
        arn: value,
        path: `${at}.environmentFiles[${position}].value`,
      })),
      { arn: firelensConfiguration?.options['config-file-value'], path: `${at}.firelensConfiguration.options` },
    ]
    return named.flatMap(({ arn, path }) => {
      const bucket = arn && bucketOf(arn)
      return bucket ? [{ bucket, path }] : []
    })
  })
}

/**
 * Buckets that revisions in use take environment files or a FireLens configuration from, and to which clusters write what
 * is typed in ECS Exec sessions.
 */
export function bucketsInUse(look: Look<UsageSection>): readonly string[] {
  const uses = look.once(usesByRevision)
  const ofTasks = [...look.once(definitionsByArn).values()]
    .filter(({ taskDefinitionArn }) => uses.has(taskDefinitionArn))
    .flatMap((definition) => bucketPlaces(definition).map(({ bucket }) => bucket))
  const ofClusters = look
    .seen('clusters')
    .flatMap(({ configuration }) => configuration?.executeCommandConfiguration?.logConfiguration?.s3BucketName ?? [])
  return [...new Set([...ofTasks, ...ofClusters])].sort()
}
