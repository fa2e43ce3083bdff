import type { Look } from '../look.ts'
import { parseArn } from './arn.ts'
import { type UsageSection, usesByRevision } from './usage.ts'

/** A bucket's name, where a text is the ARN of it or of an object in it: `arn:aws:s3:::BUCKET/KEY`. */
export function bucketOf(arn: string): string | undefined {
  const parsed = parseArn(arn)
  const name = parsed?.service === 's3' ? parsed.resource.split('/')[0] : undefined
  return name && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ? name : undefined
}

/**
 * Buckets that revisions in use take environment files or a FireLens configuration from, and to which clusters write what
 * is typed in ECS Exec sessions.
 */
export function bucketsInUse(look: Look<UsageSection>): readonly string[] {
  const uses = look.once(usesByRevision)
  const ofContainers = look
    .seen('taskDefinitions')
    .filter(({ taskDefinitionArn }) => uses.has(taskDefinitionArn))
    .flatMap(({ containerDefinitions }) => containerDefinitions)
    .flatMap(({ environmentFiles, firelensConfiguration }) => [
      ...environmentFiles.map(({ value }) => value),
      firelensConfiguration?.options['config-file-value'] ?? '',
    ])
    .flatMap((arn) => bucketOf(arn) ?? [])
  const ofClusters = look
    .seen('clusters')
    .flatMap(({ configuration }) => configuration?.executeCommandConfiguration?.logConfiguration?.s3BucketName ?? [])
  return [...new Set([...ofContainers, ...ofClusters])].sort()
}
